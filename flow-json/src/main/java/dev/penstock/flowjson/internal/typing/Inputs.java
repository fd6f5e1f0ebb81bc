package dev.penstock.flowjson.internal.typing;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.model.DataType;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/** The types of what inputs hold. */
public final class Inputs {

    private static final DataType TEXTS = new DataType.ListOf(new DataType.Text());

    private Inputs() {}

    /** What {@code ${form.name}} gives for an input. */
    public static DataType valueType(FlowComponent input) {
        return switch (input.type()) {
            // Number inputs are compared with numbers and passed on as strings in Meta's own examples.
            case "TextInput" ->
                input.node().text("input-type").orElse("text").equals("number")
                        ? new DataType.Anything()
                        : new DataType.Text();
            case "TextArea", "Dropdown", "RadioButtonsGroup", "DatePicker" -> new DataType.Text();
            case "CheckboxGroup", "ChipsSelector" -> TEXTS;
            case "OptIn" -> new DataType.Flag();
            case "CalendarPicker" -> calendar(input);
            case "PhotoPicker", "DocumentPicker" -> new DataType.ListOf(new DataType.Anything());
            default -> new DataType.Anything();
        };
    }

    /** What an input may start with. */
    public static DataType initType(FlowComponent input) {
        return input.type().equals("TextInput") ? new DataType.Text() : valueType(input);
    }

    private static DataType calendar(FlowComponent input) {
        return switch (input.node().text("mode").orElse("single")) {
            case "single" -> new DataType.Text();
            case "range" -> {
                Map<String, DataType> fields = new LinkedHashMap<>();
                fields.put("start-date", new DataType.Text());
                fields.put("end-date", new DataType.Text());
                yield new DataType.Structure(fields, Set.of());
            }
            default -> new DataType.Anything();
        };
    }
}
