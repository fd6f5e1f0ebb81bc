package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.internal.TextCut;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Date and calendar pickers, with every day as ISO text. */
final class DateView {

    private final Resolver resolver;

    private final TextCut cut;

    DateView(Resolver resolver, TextCut cut) {
        this.resolver = resolver;
        this.cut = cut;
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
        view.put("label", cut.text(resolver.text(node, "label"), "label"));
        view.put("helper", cut.text(resolver.text(node, "helper-text"), "helper-text"));
        view.put("value", FlowDates.iso(value).orElse(""));
    }

    private void range(Map<String, Object> view, ObjectNode node, Object value) {
        view.put("mode", "range");
        view.put("title", cut.text(resolver.text(node, "title"), "title"));
        view.put("description", cut.text(resolver.text(node, "description"), "description"));
        view.put("label", both(node, "label", "Start date", "End date"));
        view.put("helper", both(node, "helper-text", "", ""));
        view.put(
                "required",
                Map.of(
                        "start", DateRules.isRequired(node, "start-date", resolver),
                        "end", DateRules.isRequired(node, "end-date", resolver)));
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
                "start", orElse(cut.text(texts.get("start-date"), property), start),
                "end", orElse(cut.text(texts.get("end-date"), property), end));
    }

    private static String orElse(String text, String otherwise) {
        return Optional.of(text).filter(found -> !found.isEmpty()).orElse(otherwise);
    }
}
