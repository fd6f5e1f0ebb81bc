package dev.penstock.gateway;

/** What is known of the flow tokens of a Flow. */
public enum FlowTokenKind {
    /** Nothing: people may share one. */
    ANY,
    /** Whoever sends the messages gives each message a token of its own. */
    UNIQUE,
    /**
     * Only tokens that were issued with {@code FlowTokens} of this endpoint's app secrets, as {@code penstock send}
     * does.
     */
    ISSUED
}
