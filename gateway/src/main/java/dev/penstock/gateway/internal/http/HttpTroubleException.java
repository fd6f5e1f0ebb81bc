package dev.penstock.gateway.internal.http;

/** No answer came. The message says why in a few words and holds nothing of any contents. */
public final class HttpTroubleException extends Exception {

    private static final long serialVersionUID = 1;

    private final Kind kind;

    HttpTroubleException(Kind kind, String problem) {
        super(problem);
        this.kind = kind;
    }

    HttpTroubleException(Kind kind, String problem, Throwable cause) {
        super(problem, cause);
        this.kind = kind;
    }

    public Kind kind() {
        return kind;
    }

    public String problem() {
        return String.valueOf(getMessage());
    }

    /** What happened. */
    public enum Kind {
        /** No connection could be made: nothing was sent. */
        UNREACHABLE,
        /** The connection broke before a byte of the answer came. */
        BROKEN,
        /** The answer began, and broke off or is no HTTP. */
        GARBAGE,
        /** The answer is too large. */
        TOO_LARGE,
        /** The answer did not come in time. */
        LATE
    }
}
