package dev.penstock.trust;

/** What came of checking a request signature. Only the first two let a request pass. */
public enum SignatureCheck {
    /** Signed with the current app secret. */
    VALID,
    /** Signed with an earlier app secret that is still accepted. */
    VALID_WITH_PREVIOUS_SECRET,
    /** There is no signature. */
    MISSING,
    /** The header is not {@code sha256=} and 64 hexadecimal digits. */
    MALFORMED,
    /** The signature is that of other bytes or of another secret. */
    MISMATCH;

    /** {@return whether the request is Meta's} */
    public boolean isValid() {
        return this == VALID || this == VALID_WITH_PREVIOUS_SECRET;
    }
}
