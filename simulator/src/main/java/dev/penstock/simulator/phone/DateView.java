package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Date and calendar pickers, with every day as ISO text. */
final class DateView {

    private final Resolver resolver;

    DateView(Resolver resolver) {
        this.resolver = resolver;
    }

    void fill(Map<String, Object> view, ObjectNode node, Object value) {
        DateRules.limit(node, "min-date", resolver).ifPresent(min -> view.put("min", min));
        DateRules.limit(node, "max-date", resolver).ifPresent(max -> view.put("max", max));
        view.put("unavailable", DateRules.unavailable(node, resolver));
        view.put(
                "includeDays",
                PlainValue.list(resolver.value(node, "include-days").orElse(null)).stream()
                        .map(PlainValue::text)
                        .toList());
        DateRules.limit(node, "min-date", resolver)
                .or(() -> DateRules.limit(node, "max-date", resolver))
                .ifPresent(day -> view.put("opensOn", day));
        if (DateRules.isRange(node, resolver)) {
            range(view, node, value);
            return;
        }
        view.put("mode", "single");
        view.put("label", resolver.text(node, "label"));
        view.put("helper", resolver.text(node, "helper-text"));
        view.put("value", FlowDates.iso(value).orElse(""));
    }

    private void range(Map<String, Object> view, ObjectNode node, Object value) {
        view.put("mode", "range");
        view.put("title", resolver.text(node, "title"));
        view.put("description", resolver.text(node, "description"));
        view.put("label", both(node, "label", "Start date", "End date"));
        view.put("helper", both(node, "helper-text", "", ""));
        Map<?, ?> required = PlainValue.map(resolver.value(node, "required").orElse(null));
        boolean isWhole = resolver.flag(node, "required", false);
        view.put(
                "required",
                Map.of(
                        "start", isWhole || PlainValue.isTrue(required.get("start-date")),
                        "end", isWhole || PlainValue.isTrue(required.get("end-date"))));
        resolver.whole(node, "min-days").ifPresent(days -> view.put("minDays", days));
        resolver.whole(node, "max-days").ifPresent(days -> view.put("maxDays", days));
        Map<?, ?> chosen = PlainValue.map(value);
        Map<String, Object> days = new LinkedHashMap<>();
        FlowDates.iso(chosen.get("start-date")).ifPresent(day -> days.put("start", day));
        FlowDates.iso(chosen.get("end-date")).ifPresent(day -> days.put("end", day));
        view.put("value", days);
    }

    private Map<String, Object> both(ObjectNode node, String property, String start, String end) {
        Map<?, ?> texts = PlainValue.map(resolver.value(node, property).orElse(null));
        return Map.of(
                "start", orElse(texts.get("start-date"), start),
                "end", orElse(texts.get("end-date"), end));
    }

    private static String orElse(@org.jspecify.annotations.Nullable Object text, String otherwise) {
        return Optional.of(PlainValue.text(text))
                .filter(found -> !found.isEmpty())
                .orElse(otherwise);
    }
}
