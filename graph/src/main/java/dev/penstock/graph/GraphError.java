package dev.penstock.graph;

import dev.penstock.internal.Fields;
import java.time.Duration;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * The error object of an answer: {@code {error:{message,type,code,error_subcode?,fbtrace_id?,is_transient?,
 * error_user_title?,error_user_msg?,error_data:{details?}?}}}.
 */
record GraphError(
        OptionalInt code,
        OptionalInt subcode,
        Optional<String> traceId,
        Optional<String> text,
        Optional<String> details,
        boolean isTransient,
        Optional<Duration> retryAfter) {

    private static final int MAX_TEXT = 400;

    static GraphError none() {
        return ofCode(OptionalInt.empty());
    }

    static GraphError ofCode(int code) {
        return ofCode(OptionalInt.of(code));
    }

    private static GraphError ofCode(OptionalInt code) {
        return new GraphError(
                code,
                OptionalInt.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                false,
                Optional.empty());
    }

    static GraphError of(Fields answer, AccessToken token, Optional<Duration> retryAfter) {
        var error = answer.object("error").orElse(Fields.EMPTY);
        var text = userText(error).or(() -> error.filled("message"));
        var details = error.object("error_data").flatMap(data -> data.filled("details"));
        return new GraphError(
                error.whole("code"),
                error.whole("error_subcode"),
                error.text("fbtrace_id").map(id -> clean(id, token)),
                text.map(message -> clean(message, token)),
                details.map(message -> clean(message, token)),
                error.bool("is_transient").orElse(false),
                retryAfter);
    }

    /** What Meta says, from the general to the particular; details that only repeat the text are left out. */
    Optional<String> words() {
        var repeated = details.filter(particular ->
                text.filter(general -> general.contains(particular)).isPresent());
        return text.map(general -> details.filter(particular -> repeated.isEmpty())
                        .map(particular -> joined(general, particular))
                        .orElse(general))
                .or(() -> details);
    }

    /** The words that Meta wrote for people; the title often says what the text leaves out. */
    private static Optional<String> userText(Fields error) {
        var title = error.filled("error_user_title");
        return error.filled("error_user_msg")
                .map(text -> title.map(words -> joined(words, text)).orElse(text))
                .or(() -> title);
    }

    private static String joined(String general, String particular) {
        return general.replaceFirst("[.:\\s]+$", "") + ": " + particular;
    }

    /** Meta's text about a malformed token quotes the token; control characters would break a log line. */
    private static String clean(String text, AccessToken token) {
        var cleaned = text.replace(token.text(), "[access token]")
                .replaceAll("EAA[A-Za-z0-9]{8,}", "[access token]")
                .replaceAll("\\p{Cntrl}+", " ");
        return cleaned.length() <= MAX_TEXT ? cleaned : cleaned.substring(0, MAX_TEXT) + "…";
    }
}
