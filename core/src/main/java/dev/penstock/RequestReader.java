package dev.penstock;

import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a clear request. One method per rule of the protocol. */
final class RequestReader {

    private static final Set<String> DOCUMENTED =
            Set.of("version", "action", "screen", "data", "flow_token", "flow_token_signature");

    private final Map<String, Object> fields;

    private RequestReader(Map<String, Object> fields) {
        this.fields = fields;
    }

    static FlowRequest read(byte[] clear) {
        try {
            return new RequestReader(StrictJson.readObject(clear)).request();
        } catch (JsonFormatException malformed) {
            throw new MalformedRequestException("The clear request is not a JSON object. " + malformed.getMessage());
        }
    }

    private FlowRequest request() {
        var action = text("action");
        var data = data();
        // Before the action is looked at, since an error notification looks like a data exchange or an INIT.
        if ((action.equals("data_exchange") || action.equals("INIT")) && isErrorNotification(data)) {
            return errorNotification(data);
        }
        return switch (action) {
            case "ping" -> new HealthCheck(version(), otherFields());
            case "INIT" ->
                new Init(version(), text("screen"), FlowData.received(data), flowToken(), signature(), otherFields());
            case "BACK" ->
                new Back(version(), text("screen"), FlowData.received(data), flowToken(), signature(), otherFields());
            case "data_exchange" -> dataExchange(data);
            case "" -> throw new MalformedRequestException("action is missing.");
            default -> throw new MalformedRequestException("action is none of INIT, BACK, data_exchange and ping.");
        };
    }

    private DataExchange dataExchange(Map<String, Object> data) {
        var screen = text("screen");
        if (screen.isEmpty()) {
            throw new MalformedRequestException("screen is missing in a data_exchange.");
        }
        return new DataExchange(version(), screen, FlowData.received(data), flowToken(), signature(), otherFields());
    }

    /**
     * {@code error} or {@code error_key}, and {@code error_message}, all of them texts, and nothing else: a form that
     * has a field called {@code error} is no error notification.
     */
    private static boolean isErrorNotification(Map<String, Object> data) {
        boolean keyed = data.containsKey("error") || data.containsKey("error_key");
        return keyed
                && data.containsKey("error_message")
                && Set.of("error", "error_key", "error_message").containsAll(data.keySet())
                && data.values().stream().allMatch(String.class::isInstance);
    }

    private ErrorNotification errorNotification(Map<String, Object> data) {
        var key = data.containsKey("error") ? data.get("error") : data.get("error_key");
        return new ErrorNotification(
                version(),
                text("screen"),
                flowToken(),
                String.valueOf(key),
                String.valueOf(data.get("error_message")),
                otherFields());
    }

    @SuppressWarnings("unchecked") // StrictJson makes every object a map with text keys
    private Map<String, Object> data() {
        return switch (fields.get("data")) {
            case null -> Map.of();
            case Map<?, ?> object -> (Map<String, Object>) object;
            default -> throw new MalformedRequestException("data is not an object.");
        };
    }

    /** Any scalar: in error notifications the version has been seen to be a number of the phone's own. */
    private String version() {
        return switch (fields.get("version")) {
            case null -> "";
            case String text -> text;
            case Number number -> number.toString();
            default -> throw new MalformedRequestException("version is neither a string nor a number.");
        };
    }

    private FlowToken flowToken() {
        var token = text("flow_token");
        return token.isEmpty() ? FlowToken.ABSENT : FlowToken.of(token);
    }

    private Optional<String> signature() {
        return Optional.of(text("flow_token_signature")).filter(text -> !text.isEmpty());
    }

    private String text(String name) {
        return switch (fields.get(name)) {
            case null -> "";
            case String text -> text;
            default -> throw new MalformedRequestException(name + " is not a string.");
        };
    }

    private FlowData otherFields() {
        if (DOCUMENTED.containsAll(fields.keySet())) {
            return FlowData.empty();
        }
        var others = new LinkedHashMap<>(fields);
        others.keySet().removeAll(DOCUMENTED);
        return FlowData.received(others);
    }
}
