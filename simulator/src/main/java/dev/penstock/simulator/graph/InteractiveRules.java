package dev.penstock.simulator.graph;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What an interactive message with a Flow must have. The codes and limits are documented; the words of the details are
 * the emulator's.
 */
final class InteractiveRules {

    private static final int MAX_BODY = 1_024;
    private static final int MAX_LINE = 60;
    private static final Set<String> FILES = Set.of("image", "video", "document");

    private InteractiveRules() {}

    static Optional<GraphReply> refusal(Map<?, ?> interactive) {
        var body = Json.text(Json.object(interactive, "body"), "text");
        if (body.isEmpty()) {
            return Optional.of(missing("body.text"));
        }
        if (isLongerThan(MAX_BODY, body)) {
            return Optional.of(notValid("Body text length invalid. Min length: 1, Max length: 1024"));
        }
        if (isLongerThan(MAX_LINE, Json.text(Json.object(interactive, "footer"), "text"))) {
            return Optional.of(notValid("Footer text length invalid. Min length: 1, Max length: 60"));
        }
        var parameters = Json.object(Json.object(interactive, "action"), "parameters");
        if (Json.text(parameters, "flow_cta").isEmpty()) {
            return Optional.of(missing("action.parameters.flow_cta"));
        }
        if (!"3".equals(parameters.get("flow_message_version"))) {
            return Optional.of(notValid("action.parameters.flow_message_version is 3"));
        }
        return interactive.containsKey("header") ? header(Json.object(interactive, "header")) : Optional.empty();
    }

    private static Optional<GraphReply> header(Map<?, ?> header) {
        var type = Json.text(header, "type").orElse("").toLowerCase(Locale.ROOT);
        if (type.equals("text")) {
            var text = Json.text(header, "text");
            return text.isEmpty() || isLongerThan(MAX_LINE, text)
                    ? Optional.of(notValid("Header text length invalid. Min length: 1, Max length: 60"))
                    : Optional.empty();
        }
        if (!FILES.contains(type)) {
            return Optional.of(notValid("Header type invalid"));
        }
        return EmulatedTemplate.words(Json.object(header, type), "id", "link").count() == 1
                ? Optional.empty()
                : Optional.of(missing("header." + type + " needs an id or a link"));
    }

    private static boolean isLongerThan(int most, Optional<String> text) {
        return text.filter(found -> found.codePointCount(0, found.length()) > most)
                .isPresent();
    }

    private static GraphReply missing(String details) {
        return GraphReply.error(400, 131008, "Required parameter is missing", details);
    }

    private static GraphReply notValid(String details) {
        return GraphReply.error(400, 131009, "Parameter value is not valid", details);
    }
}
