package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What an input holds when it is empty, and when it is filled in well enough, as phones were observed to judge it.
 */
final class InputRules {

    static final Set<String> INPUTS = Set.of(
            "TextInput",
            "TextArea",
            "CheckboxGroup",
            "RadioButtonsGroup",
            "ChipsSelector",
            "Dropdown",
            "OptIn",
            "DatePicker",
            "CalendarPicker",
            "PhotoPicker",
            "DocumentPicker");

    static final String REQUIRED = "This field is required.";

    private InputRules() {}

    static Object empty(String type) {
        return switch (type) {
            case "CheckboxGroup", "ChipsSelector", "PhotoPicker", "DocumentPicker" -> List.of();
            case "OptIn" -> false;
            default -> "";
        };
    }

    static boolean isEmpty(@Nullable Object value) {
        return switch (value) {
            case null -> true;
            case String text -> text.isBlank();
            case List<?> list -> list.isEmpty();
            case Map<?, ?> map -> map.isEmpty();
            case Boolean flag -> !flag;
            default -> false;
        };
    }

    /** What is wrong with the value of an input, if anything is. */
    static Optional<String> problem(Placed input, Object value, Resolver resolver) {
        return switch (input.type()) {
            case "TextInput", "TextArea" -> TextRules.problem(input, PlainValue.text(value), resolver);
            case "CheckboxGroup", "ChipsSelector" ->
                many(input, PlainValue.list(value).size(), resolver);
            case "Dropdown", "RadioButtonsGroup" -> one(input, PlainValue.text(value), resolver);
            case "DatePicker", "CalendarPicker" -> DateRules.problem(input, value, resolver);
            case "PhotoPicker", "DocumentPicker" ->
                FileRules.problem(input, PlainValue.list(value).size(), resolver);
            default -> missing(input, value, resolver);
        };
    }

    static Optional<String> missing(Placed input, Object value, Resolver resolver) {
        return isEmpty(value) && resolver.flag(input.node(), "required", false)
                ? Optional.of(REQUIRED)
                : Optional.empty();
    }

    private static Optional<String> many(Placed input, int count, Resolver resolver) {
        int least = resolver.whole(input.node(), "min-selected-items").orElse(0);
        int most = most(input.node(), resolver);
        if (count == 0) {
            return resolver.flag(input.node(), "required", false) ? Optional.of(REQUIRED) : Optional.empty();
        }
        if (count < least) {
            return Optional.of("Choose at least %d.".formatted(least));
        }
        return count > most ? Optional.of(tooMany(most)) : Optional.empty();
    }

    /** How many options can be selected; a further one is not taken. */
    static int most(ObjectNode node, Resolver resolver) {
        return resolver.whole(node, "max-selected-items").orElse(Integer.MAX_VALUE);
    }

    static String tooMany(int most) {
        return "Choose at most %d.".formatted(most);
    }

    private static Optional<String> one(Placed input, String chosen, Resolver resolver) {
        boolean isThere = Options.of(input.node(), resolver).stream()
                .anyMatch(option -> chosen.equals(PlainValue.text(option.get("id"))));
        // A value that is no longer among the options counts as none.
        return missing(input, isThere ? chosen : "", resolver);
    }
}
