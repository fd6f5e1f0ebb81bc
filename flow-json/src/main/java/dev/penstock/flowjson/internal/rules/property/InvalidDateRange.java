package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Kind;
import dev.penstock.flowjson.internal.schema.Property;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * INVALID_DATE_RANGE: dates are YYYY-MM-DD from Flow JSON 5.0 on and milliseconds since 1970 before, and the first date
 * of a range is not after the last.
 */
final class InvalidDateRange implements Rule {

    private static final String CODE = "INVALID_DATE_RANGE";
    private static final Set<Kind> DATES = EnumSet.of(Kind.DATE, Kind.DATES, Kind.DATE_OR_RANGE);

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            for (Property property : object.schema().properties().values()) {
                if (DATES.contains(property.kind())) {
                    object.node().get(property.name()).map(InvalidDateRange::dates).orElse(List.of()).stream()
                            .filter(date -> !isComputed(date))
                            .forEach(date -> checkForm(date, document, findings));
                }
            }
            checkOrder(object.node(), "min-date", "max-date", findings);
            object.node()
                    .object("init-value")
                    .ifPresent(range -> checkOrder(range, "start-date", "end-date", findings));
        }
    }

    private static List<StringNode> dates(Node value) {
        return switch (value) {
            case StringNode date -> List.of(date);
            case ArrayNode dates -> dates.strings();
            case ObjectNode range ->
                range.members().values().stream()
                        .map(ObjectNode.Member::value)
                        .filter(StringNode.class::isInstance)
                        .map(StringNode.class::cast)
                        .toList();
            default -> List.of();
        };
    }

    private static boolean isComputed(StringNode date) {
        return PropertyText.isBinding(date.value()) || PropertyText.isBacktick(date.value());
    }

    private static void checkForm(StringNode date, Document document, Findings findings) {
        if (document.isAtLeast(5, 0)) {
            if (day(date).isEmpty()) {
                findings.error(CODE, date, "A date is written YYYY-MM-DD, such as 2026-01-31.");
            }
        } else if (!date.value().matches("-?[0-9]{1,16}")) {
            findings.warning(
                    CODE,
                    date,
                    "Before Flow JSON 5.0 a date is written in milliseconds since 1970-01-01, as a string.");
        }
    }

    private static Optional<LocalDate> day(StringNode date) {
        try {
            return date.value().length() == 10 ? Optional.of(LocalDate.parse(date.value())) : Optional.empty();
        } catch (DateTimeParseException malformed) {
            return Optional.empty();
        }
    }

    private static void checkOrder(ObjectNode node, String first, String last, Findings findings) {
        Optional<LocalDate> from = node.string(first).flatMap(InvalidDateRange::day);
        Optional<LocalDate> to = node.string(last).flatMap(InvalidDateRange::day);
        if (from.isPresent() && to.isPresent() && from.get().isAfter(to.get())) {
            findings.error(
                    CODE,
                    node.member(first).orElseThrow(),
                    "%s is after %s. Swap or correct them.".formatted(first, last));
        }
    }
}
