package dev.penstock;

import java.util.Objects;
import java.util.regex.Pattern;

/** Thrown when no handler is registered for a request. The message has the handler that is missing, ready to paste. */
public final class UnhandledScreenException extends RuntimeException {

    private static final long serialVersionUID = 1;

    private static final Pattern SCREEN_ID = Pattern.compile("[A-Za-z_]{1,80}");

    /**
     * Creates the exception.
     *
     * @param flow the name of the Flow
     * @param request the request without a handler
     */
    public UnhandledScreenException(String flow, ScreenRequest request) {
        super("The Flow %s has no handler for %s. Add: %s"
                .formatted(
                        Objects.requireNonNull(flow, "flow"),
                        Objects.requireNonNull(request, "request").action().wireValue(),
                        suggestion(request)));
    }

    private static String suggestion(ScreenRequest request) {
        // A screen that is no possible id is not repeated: it is not from any Flow JSON.
        var screen = SCREEN_ID.matcher(request.screen()).matches() ? request.screen() : "SCREEN_ID";
        return switch (request) {
            case Init init -> ".onInit(request -> NextScreen.of(\"FIRST_SCREEN\"))";
            case DataExchange exchange ->
                ".onScreen(\"%s\", request -> NextScreen.of(\"NEXT_SCREEN\"))".formatted(screen);
            case Back back -> ".onBack(\"%s\", request -> NextScreen.of(\"PREVIOUS_SCREEN\"))".formatted(screen);
        };
    }
}
