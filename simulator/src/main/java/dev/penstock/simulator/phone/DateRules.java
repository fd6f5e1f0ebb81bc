package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import java.time.LocalDate;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** When a chosen day or range of days may be chosen. */
final class DateRules {

    private DateRules() {}

    static boolean isRange(ObjectNode node, Resolver resolver) {
        return resolver.text(node, "mode").equals("range");
    }

    static Optional<String> problem(Placed input, Object value, Resolver resolver) {
        if (!isRange(input.node(), resolver)) {
            return PlainValue.text(value).isEmpty()
                    ? InputRules.missing(input, "", resolver)
                    : day(input.node(), PlainValue.text(value), resolver);
        }
        return rangeProblems(input.node(), value, resolver).values().stream().findFirst();
    }

    /** What is wrong with each end of a range: under {@code start} and {@code end}, in this order. */
    static Map<String, String> rangeProblems(ObjectNode node, Object value, Resolver resolver) {
        Map<?, ?> range = PlainValue.map(value);
        String start = PlainValue.text(range.get("start-date"));
        String end = PlainValue.text(range.get("end-date"));
        Map<String, String> problems = new LinkedHashMap<>();
        // An end without a start is no range, whatever is required.
        end(start, !end.isEmpty(), "start-date", node, resolver).ifPresent(text -> problems.put("start", text));
        end(end, false, "end-date", node, resolver).ifPresent(text -> problems.put("end", text));
        if (problems.isEmpty() && !start.isEmpty() && !end.isEmpty()) {
            length(node, start, end, resolver).ifPresent(text -> problems.put("end", text));
        }
        return problems;
    }

    private static Optional<String> end(
            String day, boolean isNeeded, String which, ObjectNode node, Resolver resolver) {
        if (day.isEmpty()) {
            return isNeeded || isRequired(node, which, resolver) ? Optional.of(InputRules.REQUIRED) : Optional.empty();
        }
        return day(node, day, resolver);
    }

    /** Whether one end of a range is required: {@code required} is one word for both, or one for each. */
    static boolean isRequired(ObjectNode node, String which, Resolver resolver) {
        return resolver.value(node, "required")
                .map(required -> PlainValue.isTrue(required instanceof Map<?, ?> each ? each.get(which) : required))
                .orElse(false);
    }

    private static Optional<String> day(ObjectNode node, String value, Resolver resolver) {
        Optional<String> day = FlowDates.iso(value);
        boolean isOpen = day.isPresent()
                && limit(node, "min-date", resolver)
                        .filter(min -> min.compareTo(day.get()) > 0)
                        .isEmpty()
                && limit(node, "max-date", resolver)
                        .filter(max -> max.compareTo(day.get()) < 0)
                        .isEmpty()
                && !unavailable(node, resolver).contains(day.get())
                && isIncluded(node, day.get(), resolver);
        return isOpen ? Optional.empty() : Optional.of("This day is not available.");
    }

    private static boolean isIncluded(ObjectNode node, String day, Resolver resolver) {
        List<?> days = PlainValue.list(resolver.value(node, "include-days").orElse(null));
        String name = LocalDate.parse(day).getDayOfWeek().getDisplayName(TextStyle.SHORT, Locale.ENGLISH);
        return days.isEmpty() || days.contains(name);
    }

    private static Optional<String> length(ObjectNode node, String start, String end, Resolver resolver) {
        Optional<String> first = FlowDates.iso(start);
        Optional<String> last = FlowDates.iso(end);
        if (first.isEmpty() || last.isEmpty()) {
            return Optional.of("This day is not available.");
        }
        long days = ChronoUnit.DAYS.between(LocalDate.parse(first.get()), LocalDate.parse(last.get()));
        int least = resolver.whole(node, "min-days").orElse(0);
        int most = resolver.whole(node, "max-days").orElse(Integer.MAX_VALUE);
        if (days < 0) {
            return Optional.of("The end is before the start.");
        }
        if (days < least) {
            return Optional.of("Choose at least %d days.".formatted(least));
        }
        return days > most ? Optional.of("Choose at most %d days.".formatted(most)) : Optional.empty();
    }

    static Optional<String> limit(ObjectNode node, String property, Resolver resolver) {
        return resolver.value(node, property).flatMap(FlowDates::iso);
    }

    static List<String> unavailable(ObjectNode node, Resolver resolver) {
        return PlainValue.list(resolver.value(node, "unavailable-dates").orElse(null)).stream()
                .flatMap(day -> FlowDates.iso(day).stream())
                .toList();
    }
}
