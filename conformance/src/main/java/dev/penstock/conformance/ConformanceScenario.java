package dev.penstock.conformance;

import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;

/**
 * One thing to ask an endpoint, and what a good endpoint does.
 *
 * <p>Immutable and thread-safe.
 */
public final class ConformanceScenario {

    private final Builder parts;

    private ConformanceScenario(Builder parts) {
        this.parts = parts;
    }

    static Builder of(String group, String name) {
        return new Builder(group, name);
    }

    /** {@return group and name, for example {@code signature/missing}} */
    public String id() {
        return parts.group + "/" + parts.name;
    }

    /** {@return the group, for example {@code signature}} */
    public String group() {
        return parts.group;
    }

    /** {@return the name within the group} */
    public String name() {
        return parts.name;
    }

    /** {@return what is sent, in a sentence} */
    public String sends() {
        return parts.sends;
    }

    /** {@return what a good endpoint does, in a sentence} */
    public String expects() {
        return parts.expects;
    }

    /** {@return how sure the expectation is} */
    public Confidence confidence() {
        return parts.confidence;
    }

    /** {@return why it matters} */
    public String why() {
        return parts.why;
    }

    /** {@return how to put it right} */
    public String fix() {
        return parts.fix;
    }

    Set<Need> needs() {
        return parts.needs;
    }

    Verdict judge(Probe probe) {
        return parts.check.judge(probe);
    }

    @Override
    public String toString() {
        return id();
    }

    /** What a scenario cannot be judged without. */
    enum Need {
        /** An answer over HTTP, of whatever kind. */
        CONNECTION,
        /** Requests that the endpoint accepts as signed and decrypts. */
        OPENED_REQUESTS,
        APP_SECRET,
        /** A check of answers against the Flow JSON. */
        FLOW_JSON,
        /** The Flow JSON itself. */
        SCREEN_DATA,
        SUBMISSION,
        EXPIRED_TOKEN,
        PREVIOUS_SECRET
    }

    @FunctionalInterface
    interface Check {
        Verdict judge(Probe probe);
    }

    /** Collects the parts in the order in which they read well. */
    static final class Builder {

        private final String group;
        private final String name;
        private String sends = "";
        private String expects = "";
        private Confidence confidence = Confidence.RECOMMENDED;
        private String why = "";
        private String fix = "";
        private final Set<Need> needs = EnumSet.of(Need.CONNECTION);
        private Check check = probe -> Verdict.notJudged("There is no check.");

        private Builder(String group, String name) {
            this.group = group;
            this.name = name;
        }

        Builder sends(String what) {
            this.sends = what;
            return this;
        }

        Builder expects(String what, Confidence how) {
            this.expects = what;
            this.confidence = how;
            return this;
        }

        Builder why(String reason) {
            this.why = reason;
            return this;
        }

        Builder fix(String advice) {
            this.fix = advice;
            return this;
        }

        Builder needs(Need first, Need... others) {
            needs.add(first);
            needs.addAll(Set.of(others));
            return this;
        }

        ConformanceScenario judgedBy(Check judge) {
            this.check = Objects.requireNonNull(judge, "judge");
            return new ConformanceScenario(this);
        }
    }
}
