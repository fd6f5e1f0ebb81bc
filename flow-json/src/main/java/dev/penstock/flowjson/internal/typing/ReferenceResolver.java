package dev.penstock.flowjson.internal.typing;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.Expression.Source;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.nearest.Nearest;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Follows bindings from a screen to what they name. */
public final class ReferenceResolver {

    /** What a binding leads to, or why it leads nowhere. */
    public sealed interface Target {

        /** It leads to a value of this type, which comes from this input if it is one. */
        record Found(DataType type, Optional<FlowComponent> input) implements Target {}

        /** It leads nowhere, for this reason, which is written only when somebody asks. */
        record Missing(Supplier<String> text) implements Target {
            public String reason() {
                return text.get();
            }
        }
    }

    private static final int MAX_COMPARED = 200;

    private final FlowJson flow;
    private final FlowScreen screen;

    public ReferenceResolver(FlowJson flow, FlowScreen screen) {
        this.flow = flow;
        this.screen = screen;
    }

    public Target resolve(Reference reference) {
        Optional<FlowScreen> owner = reference.screen().map(flow::screen).orElse(Optional.of(screen));
        if (owner.isEmpty()) {
            return new Target.Missing(() -> "there is no screen %s%s"
                    .formatted(
                            Excerpt.of(reference.screen().orElseThrow()),
                            Nearest.to(reference.screen().orElseThrow(), screenIds())
                                    .map(near -> meant(Optional.of(near), reference.source(), reference.path()))
                                    .orElse("")));
        }
        if (reference.screen().filter(screen.id()::equals).isPresent()) {
            return new Target.Missing(() -> "a screen refers to its own values without its name; write ${%s.%s}"
                    .formatted(
                            reference.source() == Source.DATA ? "data" : "form", String.join(".", reference.path())));
        }
        return reference.source() == Source.DATA ? inData(owner.get(), reference) : inForm(owner.get(), reference);
    }

    /** The type of what a binding leads to; anything if it leads nowhere, which one rule tells already. */
    public DataType typeOf(Reference reference) {
        return resolve(reference) instanceof Target.Found found ? found.type() : new DataType.Anything();
    }

    private static Target inData(FlowScreen owner, Reference reference) {
        Optional<DataType> type = owner.dataModel().typeAt(reference.path());
        if (type.isPresent()) {
            return new Target.Found(type.get(), Optional.empty());
        }
        return new Target.Missing(() -> whyNotInData(owner, reference));
    }

    private static String whyNotInData(FlowScreen owner, Reference reference) {
        List<String> path = reference.path();
        int known = 0;
        while (owner.dataModel().typeAt(path.subList(0, known + 1)).isPresent()) {
            known++;
        }
        if (known == 0) {
            return path.getFirst().indexOf('[') > 0
                    ? "a binding cannot reach into an array"
                    : "the data of screen %s does not declare %s%s"
                            .formatted(
                                    Excerpt.of(owner.id()),
                                    Excerpt.of(path.getFirst()),
                                    otherThan(owner, reference, Source.DATA));
        }
        DataType outer = owner.dataModel().typeAt(path.subList(0, known)).orElseThrow();
        return outer instanceof DataType.ListOf
                ? "a binding cannot reach into an array"
                : "%s is declared as %s without %s"
                        .formatted(Excerpt.of(path.get(known - 1)), outer.describe(), Excerpt.of(path.get(known)));
    }

    private static Target inForm(FlowScreen owner, Reference reference) {
        List<String> path = reference.path();
        List<FlowComponent> named = owner.components(path.getFirst());
        Optional<FlowComponent> input = named.stream()
                .filter(component -> !component.type().equals("Form"))
                .findFirst();
        if (input.isEmpty()) {
            return new Target.Missing(() -> named.isEmpty()
                    ? "screen %s has no input %s%s"
                            .formatted(
                                    Excerpt.of(owner.id()),
                                    Excerpt.of(path.getFirst()),
                                    otherThan(owner, reference, Source.FORM))
                    : "a Form has no value of its own; name one of its inputs");
        }
        DataType type = Schemas.component(input.get().type()).isPresent()
                ? Inputs.valueType(input.get())
                : new DataType.Anything();
        for (String name : path.subList(1, path.size())) {
            type = type instanceof DataType.Structure structure
                    ? structure.fields().getOrDefault(name, new DataType.Anything())
                    : new DataType.Anything();
        }
        return new Target.Found(type, input);
    }

    /** What is there under that name or one like it, in the other bag of values or in the same one. */
    private static String otherThan(FlowScreen owner, Reference reference, Source source) {
        List<String> path = reference.path();
        Set<String> data = owner.dataModel().properties().keySet();
        boolean isInOther = source == Source.FORM
                ? data.contains(path.getFirst())
                : owner.components(path.getFirst()).stream()
                        .anyMatch(component -> !component.type().equals("Form"));
        if (isInOther) {
            return meant(reference.screen(), source == Source.DATA ? Source.FORM : Source.DATA, path);
        }
        return Nearest.to(path.getFirst(), source == Source.DATA ? data : inputs(owner))
                .map(near -> {
                    List<String> corrected = new ArrayList<>(path);
                    corrected.set(0, near);
                    return meant(reference.screen(), source, corrected);
                })
                .orElse("");
    }

    private static List<String> inputs(FlowScreen owner) {
        return owner.components().stream()
                .filter(component -> !component.type().equals("Form"))
                .flatMap(component -> component.name().stream())
                .limit(MAX_COMPARED)
                .toList();
    }

    private static String meant(Optional<String> screen, Source source, List<String> path) {
        return "; did you mean " + new Reference(screen, source, path, 0, 0).text();
    }

    private List<String> screenIds() {
        return flow.screens().stream().map(FlowScreen::id).toList();
    }
}
