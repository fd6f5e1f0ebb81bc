package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.expression.Expression.Source;
import dev.penstock.flowjson.model.DataModel;
import dev.penstock.flowjson.model.DataType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What {@code navigate} carries to the next screen, compared with the data that the screen declares (Meta's
 * documentation of actions): every key is declared there, every declared key is carried, and the types are the same.
 *
 * <p>What a number input holds is carried as a number where one is declared, and as text elsewhere, as in Meta's
 * examples.
 *
 * @param data what the screen gets
 * @param problems what does not fit
 * @param warnings what phones were reported not to take
 */
record Carried(Map<String, Object> data, List<String> problems, List<String> warnings) {

    static Carried of(FlowPlay play, Visit from, FlowScreen target, Step step) {
        var carried = new Carried(new LinkedHashMap<>(step.outgoing(false)), new ArrayList<>(), new ArrayList<>());
        Map<String, DataModel.Property> declared = target.dataModel().properties();
        step.sources().forEach((name, sources) -> {
            DataModel.Property property = declared.get(name);
            if (property == null) {
                carried.problems.add("the screen does not declare '%s'".formatted(name));
            } else {
                carried.take(property, sources, play, from);
            }
        });
        declared.keySet().stream()
                .filter(name -> !step.sources().containsKey(name))
                .forEach(name -> carried.problems.add("'%s' is missing".formatted(name)));
        return carried;
    }

    private void take(DataModel.Property property, List<Reference> sources, FlowPlay play, Visit from) {
        String name = property.name();
        Object value = data.get(name);
        if (value == null || (value.equals("") && !(property.type() instanceof DataType.Text))) {
            // Nothing was put in; the key is carried, which is what the Flow JSON is asked for.
            data.remove(name);
            return;
        }
        if (property.type() instanceof DataType.Numeric) {
            if (value instanceof String text && sources.stream().anyMatch(each -> isNumberInput(each, play, from))) {
                number(text).ifPresent(number -> data.put(name, number));
            }
            if (sources.stream().anyMatch(each -> isCarriedOn(each, from))) {
                warnings.add(("'%s' is a number that navigate carries on a second time. It was reported to arrive as a"
                                + " text then, which fails where a number is declared. Bind it to the screen where"
                                + " it was put in, such as ${screen.FIRST.form.%s}.")
                        .formatted(name, name));
            }
        }
        DataFit.wrong(property, data.get(name))
                .ifPresent(wrong -> problems.add(wrong.substring(0, wrong.length() - 1)));
    }

    private static boolean isCarriedOn(Reference reference, Visit from) {
        return reference.source() == Source.DATA
                && reference.screen().isEmpty()
                && from.carried.contains(reference.name());
    }

    private static boolean isNumberInput(Reference reference, FlowPlay play, Visit from) {
        Optional<FlowScreen> screen = reference.screen().isEmpty()
                ? Optional.of(from.screen)
                : reference.screen().flatMap(play.flow::screen);
        return reference.source() == Source.FORM
                && screen.stream()
                        .flatMap(owner -> owner.components(reference.name()).stream())
                        .map(FlowComponent::node)
                        .anyMatch(input -> input.text("input-type").orElse("").equals("number"));
    }

    /** A number input takes thousands commas, decimals and an exponent. */
    private static Optional<Object> number(String text) {
        try {
            var number = new BigDecimal(text.strip().replace(",", ""));
            return Optional.of(
                    number.stripTrailingZeros().scale() <= 0 && number.precision() - number.scale() < 16
                            ? (Object) number.longValue()
                            : (Object) number.doubleValue());
        } catch (NumberFormatException noNumber) {
            return Optional.empty();
        }
    }
}
