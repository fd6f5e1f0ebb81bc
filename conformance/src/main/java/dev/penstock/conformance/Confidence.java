package dev.penstock.conformance;

/** How sure it is that WhatsApp demands what a scenario expects. */
public enum Confidence {
    /** Meta documents it, or its own samples show it. */
    CERTAIN("documented by Meta"),
    /** WhatsApp has been seen to do so, without a promise. */
    OBSERVED("observed, not documented"),
    /** No source demands it; it follows from what is certain, or from good practice. */
    RECOMMENDED("recommended");

    private final String words;

    Confidence(String words) {
        this.words = words;
    }

    /** {@return the confidence in words, for reports} */
    public String words() {
        return words;
    }
}
