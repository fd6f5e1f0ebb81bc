package dev.penstock.flowjson.expression;

import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.nearest.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Says what is wrong with a binding, and what was probably meant. */
final class MisspeltReference {

    private static final List<String> SOURCES = List.of("data", "form");
    private static final String NAME = "NAME";

    private final List<String> names;
    private final int start;
    private final int end;

    MisspeltReference(List<String> names, int start, int end) {
        this.names = names;
        this.start = start;
        this.end = end;
    }

    ExpressionSyntaxException explained() {
        String first = names.getFirst();
        if (names.size() == 1 && SOURCES.contains(first)) {
            return wrong("%s alone names no value; %s is missing.".formatted(first, nameOf(first)), one(with(NAME)));
        }
        if (names.stream().anyMatch(String::isBlank)) {
            return wrong("A binding needs a name after each dot.", one(withoutGaps()));
        }
        if (first.equals("screen")) {
            return global();
        }
        return wrong(
                "A binding starts with data., form. or screen.ID, not with '%s'.".formatted(shortened(first)), meant());
    }

    private ExpressionSyntaxException global() {
        if (names.size() == 1) {
            return wrong(
                    "screen alone names no value; the screen's ID, .form. or .data. and a name are missing.",
                    bindings(List.of(List.of("screen", "ID", "form", NAME), List.of("screen", "ID", "data", NAME))));
        }
        if (names.size() == 2) {
            return wrong(
                    "After the screen's ID, .form. or .data. and a name are missing.",
                    bindings(List.of(with("form", NAME), with("data", NAME))));
        }
        String source = names.get(2);
        if (names.size() == 3 && SOURCES.contains(source)) {
            return wrong("After %s, %s is missing.".formatted(source, nameOf(source)), one(with(NAME)));
        }
        Optional<String> near = names.size() > 3 ? Nearest.to(source, SOURCES) : Optional.empty();
        if (near.isPresent()) {
            return wrong(
                    "After the screen's ID comes .form. or .data., not .%s.".formatted(shortened(source)),
                    one(replaced(2, near.get())));
        }
        return wrong(
                "After the screen's ID, .form. or .data. is missing.",
                bindings(List.of(inserted(2, "form"), inserted(2, "data"))));
    }

    /** Everything that an unknown beginning may have been meant as. */
    private List<Reference> meant() {
        List<List<String>> meant = new ArrayList<>();
        String first = names.getFirst();
        if (names.size() > 1) {
            Nearest.to(first, SOURCES).ifPresent(near -> meant.add(replaced(0, near)));
            Nearest.to(first, List.of("screen")).ifPresent(near -> meant.add(replaced(0, near)));
        }
        meant.add(inserted(0, "data"));
        meant.add(inserted(0, "form"));
        meant.add(inserted(0, "screen"));
        if (names.size() == 2) {
            List<String> inForm = inserted(1, "form");
            inForm.addFirst("screen");
            meant.add(inForm);
            List<String> inData = inserted(1, "data");
            inData.addFirst("screen");
            meant.add(inData);
        }
        return bindings(meant);
    }

    private List<String> withoutGaps() {
        return names.stream().filter(name -> !name.isBlank()).toList();
    }

    private List<String> with(String... more) {
        List<String> longer = new ArrayList<>(names);
        longer.addAll(List.of(more));
        return longer;
    }

    private List<String> inserted(int index, String name) {
        List<String> longer = new ArrayList<>(names);
        longer.add(index, name);
        return longer;
    }

    private List<String> replaced(int index, String name) {
        List<String> other = new ArrayList<>(names);
        other.set(index, name);
        return other;
    }

    private List<Reference> one(List<String> candidate) {
        return bindings(List.of(candidate));
    }

    private List<Reference> bindings(List<List<String>> candidates) {
        return candidates.stream()
                .flatMap(candidate -> References.reference(candidate, start, end).stream())
                .toList();
    }

    private ExpressionSyntaxException wrong(String problem, List<Reference> suggestions) {
        return new ExpressionSyntaxException(problem, suggestions, start, end);
    }

    private static String nameOf(String source) {
        return source.equals("form") ? "the name of an input" : "a name that the data declares";
    }

    private static String shortened(String name) {
        return name.length() <= 40 ? name : name.substring(0, 40) + "…";
    }
}
