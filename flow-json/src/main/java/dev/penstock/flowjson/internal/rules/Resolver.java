package dev.penstock.flowjson.internal.rules;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.Expression.Source;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.model.DataType;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Follows bindings from a screen to what they name. */
public final class Resolver {

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

    private final FlowJson flow;
    private final FlowScreen screen;

    public Resolver(FlowJson flow, FlowScreen screen) {
        this.flow = flow;
        this.screen = screen;
    }

    public Target resolve(Reference reference) {
        Optional<FlowScreen> owner = reference.screen().map(flow::screen).orElse(Optional.of(screen));
        if (owner.isEmpty()) {
            return new Target.Missing(() -> "there is no screen %s"
                    .formatted(Excerpt.of(reference.screen().orElseThrow())));
        }
        if (reference.screen().filter(screen.id()::equals).isPresent()) {
            return new Target.Missing(() -> "a screen refers to its own values without its name; write ${%s.%s}"
                    .formatted(
                            reference.source() == Source.DATA ? "data" : "form", String.join(".", reference.path())));
        }
        return reference.source() == Source.DATA
                ? inData(owner.get(), reference.path())
                : inForm(owner.get(), reference.path());
    }

    /** The type of what a binding leads to; anything if it leads nowhere, which one rule tells already. */
    public DataType typeOf(Reference reference) {
        return resolve(reference) instanceof Target.Found found ? found.type() : new DataType.Anything();
    }

    private static Target inData(FlowScreen owner, List<String> path) {
        Optional<DataType> type = owner.dataModel().typeAt(path);
        if (type.isPresent()) {
            return new Target.Found(type.get(), Optional.empty());
        }
        return new Target.Missing(() -> whyNotInData(owner, path));
    }

    private static String whyNotInData(FlowScreen owner, List<String> path) {
        int known = 0;
        while (owner.dataModel().typeAt(path.subList(0, known + 1)).isPresent()) {
            known++;
        }
        if (known == 0) {
            return "the data of screen %s does not declare %s"
                    .formatted(Excerpt.of(owner.id()), Excerpt.of(path.getFirst()));
        }
        DataType outer = owner.dataModel().typeAt(path.subList(0, known)).orElseThrow();
        return outer instanceof DataType.ListOf
                ? "a binding cannot reach into an array"
                : "%s is declared as %s without %s"
                        .formatted(Excerpt.of(path.get(known - 1)), outer.describe(), Excerpt.of(path.get(known)));
    }

    private static Target inForm(FlowScreen owner, List<String> path) {
        List<FlowComponent> named = owner.components(path.getFirst());
        Optional<FlowComponent> input = named.stream()
                .filter(component -> !component.type().equals("Form"))
                .findFirst();
        if (input.isEmpty()) {
            return new Target.Missing(() -> named.isEmpty()
                    ? "screen %s has no input %s".formatted(Excerpt.of(owner.id()), Excerpt.of(path.getFirst()))
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
}
