package dev.penstock.graph;

import dev.penstock.graph.internal.Fields;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The error object of an answer: {@code {error:{message,type,code,error_subcode?,fbtrace_id?,is_transient?,
 * error_user_title?,error_user_msg?}}}.
 */
record GraphError(
        OptionalInt code,
        OptionalInt subcode,
        Optional<String> traceId,
        Optional<String> text,
        boolean isTransient,
        Optional<Duration> retryAfter) {

    private static final int MAX_TEXT = 400;

    static GraphError none() {
        return new GraphError(
                OptionalInt.empty(), OptionalInt.empty(), Optional.empty(), Optional.empty(), false, Optional.empty());
    }

    static GraphError of(Fields answer, AccessToken token, Optional<Duration> retryAfter) {
        var error = answer.object("error").orElse(Fields.EMPTY);
        var text = error.text("error_user_msg").or(() -> error.text("message"));
        return new GraphError(
                error.whole("code"),
                error.whole("error_subcode"),
                error.text("fbtrace_id").map(id -> clean(id, token)),
                text.map(message -> clean(message, token)),
                error.bool("is_transient").orElse(false),
                retryAfter);
    }

    /** Meta's text about a malformed token quotes the token; control characters would break a log line. */
    private static String clean(String text, AccessToken token) {
        var cleaned = text.replace(token.text(), "[access token]")
                .replaceAll("EAA[A-Za-z0-9]{8,}", "[access token]")
                .replaceAll("\\p{Cntrl}+", " ");
        return cleaned.length() <= MAX_TEXT ? cleaned : cleaned.substring(0, MAX_TEXT) + "…";
    }
}
