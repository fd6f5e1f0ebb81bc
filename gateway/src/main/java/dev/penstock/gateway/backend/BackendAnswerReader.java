package dev.penstock.gateway.backend;

import dev.penstock.FlowData;
import dev.penstock.gateway.backend.BackendException.Reason;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the answer of a backend from an HTTP status and a body: Meta's {@code {screen, data}}, and the shorter
 * {@code {stay}} and {@code {complete}}. Fields beside them, such as the {@code version} of older samples, are ignored.
 */
public final class BackendAnswerReader {

    private static final int OK = 200;
    private static final int INVALID_TOKEN = 427;
    private static final int FIRST_REDIRECT = 300;
    private static final int FIRST_CLIENT_ERROR = 400;
    private static final String SUCCESS = "SUCCESS";

    private BackendAnswerReader() {}

    /**
     * Reads an answer.
     *
     * @param status the HTTP status
     * @param body the bytes of the body
     * @return the answer
     * @throws BackendException if it is none of the documented answers
     */
    public static BackendAnswer read(int status, byte[] body) {
        if (status >= FIRST_REDIRECT && status < FIRST_CLIENT_ERROR) {
            throw new BackendException(
                    Reason.REDIRECT,
                    ("The backend answered with status %d, a redirect: redirects are never followed. Configure the"
                                    + " URL to which it leads.")
                            .formatted(status));
        }
        if (status != OK && status != INVALID_TOKEN) {
            throw new BackendException(
                    Reason.STATUS,
                    "The backend answered with status %d: answer with 200, or 427 if the flow token is no longer valid."
                            .formatted(status));
        }
        var fields = fields(body);
        return status == INVALID_TOKEN ? invalidToken(fields) : answer(fields);
    }

    private static Map<String, Object> fields(byte[] body) {
        try {
            return StrictJson.readObject(body);
        } catch (JsonFormatException malformed) {
            throw new BackendException(Reason.NOT_JSON, whatIsNoJson(body) + " " + malformed.getMessage(), malformed);
        }
    }

    private static String whatIsNoJson(byte[] body) {
        if (body.length == 0) {
            return "The backend's answer is empty: answer with a JSON object, such as {\"screen\": ..., \"data\":"
                    + " ...}.";
        }
        return switch (body[0]) {
            case '[' ->
                "The backend's answer is a JSON array: answer with the object alone, without [ and ] around it.";
            case '<' -> "The backend's answer looks like HTML, often an error page: answer with a JSON object.";
            case (byte) 0xEF -> "The backend's answer begins with a byte order mark: save its source without one.";
            default -> "The backend's answer is not one JSON object and nothing else.";
        };
    }

    private static BackendAnswer invalidToken(Map<String, Object> fields) {
        return new BackendAnswer.InvalidToken(text(fields, "error_msg")
                .orElseThrow(() -> unfit("status 427 needs {\"error_msg\": \"...\"}, the text that the person reads")));
    }

    private static BackendAnswer answer(Map<String, Object> fields) {
        var kinds = Stream.of("screen", "stay", "complete")
                .filter(fields::containsKey)
                .toList();
        if (kinds.size() != 1) {
            throw unfit("an answer has either \"screen\" or \"stay\" or \"complete\"; this one has %s"
                    .formatted(kinds.isEmpty() ? "none of them" : String.join(" and ", kinds)));
        }
        return switch (kinds.getFirst()) {
            case "stay" ->
                new BackendAnswer.Stay(
                        text(fields, "stay")
                                .orElseThrow(() -> unfit("\"stay\" is the text that the person reads, not empty")),
                        data(fields, "data"));
            case "complete" -> new BackendAnswer.Complete(Optional.of(data(fields, "complete")));
            default -> screen(fields);
        };
    }

    private static BackendAnswer screen(Map<String, Object> fields) {
        var screen = text(fields, "screen").orElseThrow(() -> unfit("\"screen\" is the id of a screen, not empty"));
        return screen.equals(SUCCESS)
                ? new BackendAnswer.Complete(params(object(fields, "data")))
                : new BackendAnswer.Next(screen, data(fields, "data"));
    }

    private static Optional<FlowData> params(Map<?, ?> data) {
        return data.containsKey("extension_message_response")
                ? Optional.of(data(object(data, "extension_message_response"), "params"))
                : Optional.empty();
    }

    private static Optional<String> text(Map<String, Object> fields, String name) {
        return fields.get(name) instanceof String text && !text.isBlank() ? Optional.of(text) : Optional.empty();
    }

    private static FlowData data(Map<?, ?> fields, String name) {
        var object = object(fields, name);
        pathOfNull(object, name).ifPresent(path -> {
            throw unfit("%s is null, which phones refuse: leave it out".formatted(path));
        });
        return FlowData.from(object);
    }

    private static Map<?, ?> object(Map<?, ?> fields, String name) {
        return switch (fields.get(name)) {
            case Map<?, ?> object -> object;
            case null -> {
                if (fields.containsKey(name)) {
                    throw unfit("\"%s\" is null: give an object".formatted(name));
                }
                yield Map.of();
            }
            default -> throw unfit("\"%s\" is not an object".formatted(name));
        };
    }

    private static Optional<String> pathOfNull(@Nullable Object value, String path) {
        return switch (value) {
            case null -> Optional.of(path);
            case Map<?, ?> object ->
                object.entrySet().stream()
                        .flatMap(field -> pathOfNull(field.getValue(), path + "." + field.getKey()).stream())
                        .findFirst();
            case Iterable<?> items -> {
                for (var item : items) {
                    var found = pathOfNull(item, path + "[]");
                    if (found.isPresent()) {
                        yield found;
                    }
                }
                yield Optional.empty();
            }
            default -> Optional.empty();
        };
    }

    private static BackendException unfit(String problem) {
        return new BackendException(Reason.UNFIT, "The backend's answer cannot be shown: %s.".formatted(problem));
    }
}
