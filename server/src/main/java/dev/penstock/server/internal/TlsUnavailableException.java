package dev.penstock.server.internal;

/** Thrown when an implementation of TLS cannot be used here; the message says why and what helps. */
final class TlsUnavailableException extends RuntimeException {

    private static final long serialVersionUID = 1;

    TlsUnavailableException(String message) {
        super(message);
    }
}
