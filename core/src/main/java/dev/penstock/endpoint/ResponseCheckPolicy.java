package dev.penstock.endpoint;

/** What happens to an answer that a {@link ResponseCheck} finds fault with. Every finding is reported as an event. */
public enum ResponseCheckPolicy {
    /**
     * The answer is not sent; the person sees the same screen with a message. The default. An answer with warnings
     * alone is sent.
     */
    REFUSE,
    /** The answer is sent all the same. */
    REPORT
}
