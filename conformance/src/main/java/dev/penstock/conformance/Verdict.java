package dev.penstock.conformance;

/**
 * What became of a scenario.
 *
 * @param kind the verdict
 * @param came what came, in a sentence; for {@link Kind#NOT_JUDGED} why it could not be judged. No payload, token or
 *     secret
 */
public record Verdict(Kind kind, String came) {

    /** The four verdicts. */
    public enum Kind {
        /** The endpoint does what is expected. */
        PASS("pass"),
        /** The endpoint does what WhatsApp will not accept, or what is unsafe. */
        FAIL("fail"),
        /** The endpoint works with WhatsApp, but should do better. */
        WARNING("warning"),
        /** Something needed for a judgement is missing. */
        NOT_JUDGED("cannot judge");

        private final String words;

        Kind(String words) {
            this.words = words;
        }

        /** {@return the verdict in words, for reports} */
        public String words() {
            return words;
        }
    }

    static Verdict pass(String came) {
        return new Verdict(Kind.PASS, came);
    }

    static Verdict fail(String came) {
        return new Verdict(Kind.FAIL, came);
    }

    static Verdict warning(String came) {
        return new Verdict(Kind.WARNING, came);
    }

    static Verdict notJudged(String reason) {
        return new Verdict(Kind.NOT_JUDGED, reason);
    }

    boolean isPass() {
        return kind == Kind.PASS;
    }
}
