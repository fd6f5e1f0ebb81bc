package dev.penstock.fuzzing;

/** What the fuzzer calls: see {@code bin/fuzz}. The system property {@code fuzz.target} says for which target. */
public final class Fuzz {

    private static final Target TARGET = Target.named(System.getProperty("fuzz.target", ""));

    private Fuzz() {}

    /**
     * Feeds the target.
     *
     * @param input anything
     */
    public static void fuzzerTestOneInput(byte[] input) {
        TARGET.reads(input);
    }
}
