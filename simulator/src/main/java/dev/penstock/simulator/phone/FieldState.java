package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.internal.TextCut;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What stands in the inputs of a visit, what they start with, and what is shown as wrong with them. */
final class FieldState {

    private final Visit visit;
    private final Resolver resolver;

    FieldState(Visit visit, Resolver resolver) {
        this.visit = visit;
        this.resolver = resolver;
    }

    Object value(Placed input) {
        Object value = visit.form.get(input.name());
        return value == null ? InputRules.empty(input.type()) : value;
    }

    /** Fills inputs that have just appeared, and those whose initial value has changed with new data. */
    void fill() {
        for (Placed input : resolver.visible(visit.screen)) {
            if (!input.isInput() || input.name().isEmpty()) {
                continue;
            }
            Optional<Object> initial = initial(input);
            boolean isNews = initial.isPresent() && !initial.get().equals(visit.initial.get(input.name()));
            if (isNews) {
                visit.initial.put(input.name(), initial.get());
                visit.form.put(input.name(), initial.get());
            } else {
                visit.form.putIfAbsent(input.name(), InputRules.empty(input.type()));
            }
        }
    }

    private Optional<Object> initial(Placed input) {
        Optional<Object> written = input.form().isPresent()
                ? named(input.form().get(), "init-values", input.name())
                : resolver.value(input.node(), "init-value");
        return written.map(value -> fitting(input, value)).filter(value -> !InputRules.isEmpty(value));
    }

    /** Initial values come in more than one shape: a radio button's also as a list of one. */
    private Object fitting(Placed input, Object value) {
        return switch (InputRules.empty(input.type())) {
            case List<?> many ->
                value instanceof List<?> list
                        ? list.stream().map(PlainValue::text).toList()
                        : List.of(value);
            case Boolean flag -> PlainValue.isTrue(value);
            default -> {
                if (value instanceof Map<?, ?> range) {
                    Map<String, Object> copy = new LinkedHashMap<>();
                    range.forEach((key, day) -> copy.put(String.valueOf(key), PlainValue.text(day)));
                    yield copy;
                }
                yield PlainValue.text(value instanceof List<?> list && !list.isEmpty() ? list.getFirst() : value);
            }
        };
    }

    /** The error to show: the endpoint's until the field is changed, else the phone's own once the field was left. */
    Optional<String> error(Placed input, TextCut cut) {
        if (DateRules.isRange(input.node(), resolver)) {
            return rangeErrors(input, cut).values().stream().findFirst();
        }
        if (!visit.corrected.contains(input.name())) {
            Optional<String> theirs = endpointError(input).flatMap(error -> wording(input, error, cut));
            if (theirs.isPresent()) {
                return theirs;
            }
        }
        return visit.checked.contains(input.name())
                ? InputRules.problem(input, value(input), resolver)
                : Optional.empty();
    }

    /** The same for each end of a range of days: under {@code start} and {@code end}. */
    Map<String, String> rangeErrors(Placed input, TextCut cut) {
        if (!visit.corrected.contains(input.name())) {
            Object theirs = endpointError(input).orElse("");
            Map<String, String> errors = new LinkedHashMap<>();
            if (theirs instanceof Map<?, ?> each) {
                wording(input, each.get("start-date"), cut).ifPresent(text -> errors.put("start", text));
                wording(input, each.get("end-date"), cut).ifPresent(text -> errors.put("end", text));
            } else {
                wording(input, theirs, cut).ifPresent(text -> errors.put("start", text));
            }
            if (!errors.isEmpty()) {
                return errors;
            }
        }
        return visit.checked.contains(input.name())
                ? DateRules.rangeProblems(input.node(), value(input), resolver)
                : Map.of();
    }

    /** The error of one file, where the endpoint named the file by its media ID. */
    Optional<String> fileError(Placed picker, String mediaId) {
        return endpointError(picker)
                .map(PlainValue::map)
                .map(errors -> PlainValue.text(errors.get(mediaId)))
                .filter(text -> !text.isEmpty());
    }

    private Optional<Object> endpointError(Placed input) {
        return input.form().isPresent()
                ? named(input.form().get(), "error-messages", input.name())
                : resolver.value(input.node(), "error-message");
    }

    private static Optional<String> wording(Placed input, @Nullable Object error, TextCut cut) {
        // Meta documents a limit for the property of an input, and none for the messages of a Form.
        return Optional.of(input.form().isPresent() ? PlainValue.text(error) : cut.text(error, "error-message"))
                .filter(words -> !words.isBlank());
    }

    private Optional<Object> named(ObjectNode form, String property, String name) {
        return resolver.value(form, property)
                .flatMap(values -> Optional.ofNullable(PlainValue.map(values).get(name)));
    }
}
