package dev.penstock.graph.keys;

/** Whether Meta's signature over a business public key is good. Meta signs by itself after an upload. */
public enum SignatureStatus {
    /** Phones will take the key. */
    VALID,
    /** Phones will refuse the key: upload it again. */
    MISMATCH,
    /** Meta said nothing, or something new. */
    UNKNOWN;

    static SignatureStatus parse(String word) {
        return switch (word) {
            case "VALID" -> VALID;
            case "MISMATCH" -> MISMATCH;
            default -> UNKNOWN;
        };
    }
}
