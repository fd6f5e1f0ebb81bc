package dev.penstock.cli.demo;

import dev.penstock.cli.ExchangeText;
import dev.penstock.cli.Paint;
import dev.penstock.testing.Exchange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A conversation as a person would tell it: on which screen they were, what they chose, what came, and after what
 * time. Ids are told by the titles under which they were offered; flow tokens and the keys of files are left out. Not
 * thread-safe.
 */
final class ConversationText {

    private static final Set<String> NOT_TOLD = Set.of("flow_token", "flow_token_signature", "trigger");
    private static final int TITLES = 3;
    private static final int LONGEST_TEXT = 60;

    private final Map<String, String> titles = new HashMap<>();

    /** What was done and what came of it, in two lines or some more. */
    String of(Exchange exchange) {
        var asked = asked(exchange.request());
        return "%8s  %s%n%10s%s"
                .formatted(
                        String.format(Locale.ROOT, "%.0f ms", exchange.took().toNanos() / 1e6),
                        asked,
                        "",
                        answered(exchange));
    }

    private String asked(Map<String, Object> request) {
        var screen = String.valueOf(request.get("screen"));
        return switch (String.valueOf(request.get("action"))) {
            case "ping" -> "Meta asks whether the endpoint is well.";
            case "INIT" -> "The Flow is opened.";
            case "BACK" -> "Back from %s.".formatted(screen);
            default -> "On %s: %s.".formatted(screen, fields(map(request.get("data")), "nothing is filled in"));
        };
    }

    private String answered(Exchange exchange) {
        if (!(exchange.outcome() instanceof Exchange.Answered answered) || answered.status() != 200) {
            return "FAILED: %s.".formatted(ExchangeText.problem(exchange));
        }
        var data = map(answered.answer().get("data"));
        var screen = answered.answer().get("screen");
        if (screen == null) {
            return "It is: %s.".formatted(fields(data, "it says nothing more"));
        }
        if (screen.equals("SUCCESS")) {
            var parameters = map(map(data.get("extension_message_response")).get("params"));
            return "SUCCESS, the Flow ends: %s.".formatted(fields(parameters, "with no more to say"));
        }
        learn(data);
        return "%s is shown: %s.".formatted(told(screen), fields(data, "as it is"));
    }

    private String fields(Map<?, ?> fields, String none) {
        var told = fields.entrySet().stream()
                .filter(field -> !NOT_TOLD.contains(String.valueOf(field.getKey())))
                .map(field -> {
                    var value = value(field.getValue());
                    return value.isEmpty() ? "" : "%s %s".formatted(told(field.getKey()), value);
                })
                .filter(words -> !words.isEmpty())
                .collect(Collectors.joining("; "));
        return told.isEmpty() ? none : told;
    }

    /** Empty for what a person would not see: no text, no options, a switch. */
    private String value(Object value) {
        return switch (value) {
            case Boolean isOn -> "";
            case String id when titles.containsKey(id) -> titles.getOrDefault(id, "");
            case List<?> list -> list(list);
            case Map<?, ?> file when file.containsKey("file_name") -> told(file.get("file_name"));
            case Map<?, ?> object -> object.isEmpty() ? "" : "(%s)".formatted(fields(object, ""));
            default -> told(value);
        };
    }

    private String list(List<?> list) {
        var first = list.stream().limit(TITLES).map(this::item).collect(Collectors.joining(", "));
        return list.size() > TITLES ? "%s and %d more".formatted(first, list.size() - TITLES) : first;
    }

    private String item(Object item) {
        return item instanceof Map<?, ?> option && option.get("title") != null
                ? told(option.get("title"))
                : value(item);
    }

    private void learn(Map<?, ?> data) {
        var lists = new ArrayList<Object>();
        data.values().stream().filter(List.class::isInstance).forEach(list -> lists.addAll((List<?>) list));
        for (var each : lists) {
            if (each instanceof Map<?, ?> option && option.get("id") != null && option.get("title") != null) {
                titles.put(String.valueOf(option.get("id")), told(option.get("title")));
            }
        }
    }

    private static Map<?, ?> map(@Nullable Object value) {
        return value instanceof Map<?, ?> map ? map : Map.of();
    }

    private static String told(@Nullable Object value) {
        var line = String.join(", ", Objects.toString(value, "").lines().toList());
        var text = Paint.harmless(line);
        return text.length() <= LONGEST_TEXT ? text : text.substring(0, LONGEST_TEXT) + "…";
    }
}
