package dev.penstock.endpoint;

/** Thrown inside an endpoint when too many requests wait to be decrypted, or one has waited for too long. */
final class NoPermitException extends RuntimeException {

    private static final long serialVersionUID = 1;

    NoPermitException() {
        super("Too many requests wait to be decrypted.", null, false, false); // thrown under load, seen by nobody
    }
}
