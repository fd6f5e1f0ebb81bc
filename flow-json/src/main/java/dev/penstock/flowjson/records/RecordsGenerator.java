package dev.penstock.flowjson.records;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.model.DataModel;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Writes a Java source file with one record for the data of each screen, one for what it sends to the endpoint, and one
 * for what it completes the Flow with. The records fit {@link dev.penstock.FlowData}: names in snake case need nothing,
 * others carry an annotation of Jackson.
 *
 * <p>Types are inferred through data models, inputs and bindings to other screens. A value that only some actions of a
 * screen send is {@link java.util.Optional}.
 */
public final class RecordsGenerator {

    private static final Pattern PACKAGE = Pattern.compile("([a-z_][a-z0-9_]*)(\\.[a-z_][a-z0-9_]*)*");
    private static final Pattern CLASS = Pattern.compile("[A-Z][A-Za-z0-9_]*");

    private final FlowJson flow;

    private RecordsGenerator(FlowJson flow) {
        this.flow = flow;
    }

    /**
     * Makes a generator.
     *
     * @param flow the document; lint it first
     * @return the generator
     */
    public static RecordsGenerator of(FlowJson flow) {
        return new RecordsGenerator(flow);
    }

    /**
     * Writes the source file.
     *
     * @param packageName the package, such as {@code com.example.booking}
     * @param className the name of the class around the records, such as {@code BookingScreens}
     * @return the text of the file
     * @throws IllegalArgumentException if one of the names is not of that form
     */
    public String generate(String packageName, String className) {
        if (!PACKAGE.matcher(packageName).matches() || !CLASS.matcher(className).matches()) {
            throw new IllegalArgumentException(
                    "Give a package such as com.example.booking, and a class such as BookingScreens.");
        }
        var types = new JavaTypes(flow);
        List<RecordSource> records = new ArrayList<>();
        for (FlowScreen screen : flow.screens()) {
            addScreen(screen, types, records);
        }
        return new SourceFile(packageName, className).write(records);
    }

    private static void addScreen(FlowScreen screen, JavaTypes types, List<RecordSource> records) {
        String name = JavaNames.type(screen.id());
        if (!screen.dataModel().isEmpty()) {
            Map<String, JavaTypes.Value> fields = new LinkedHashMap<>();
            for (DataModel.Property property : screen.dataModel().properties().values()) {
                fields.put(property.name(), types.ofData(property));
            }
            records.add(new RecordSource(
                    name + "Data", "What the screen %s is given.".formatted(JavaNames.shown(screen.id())), fields));
        }
        addActions(screen, "data_exchange", name + "Submission", "sends to the endpoint", types, records);
        addActions(screen, "complete", name + "Completion", "completes the Flow with", types, records);
    }

    private static void addActions(
            FlowScreen screen, String action, String name, String verb, JavaTypes types, List<RecordSource> records) {
        List<FlowAction> actions = screen.actions().stream()
                .filter(candidate -> candidate.name().equals(action))
                .toList();
        Map<String, JavaTypes.Value> fields = types.ofPayloads(screen, actions);
        if (!fields.isEmpty()) {
            records.add(new RecordSource(
                    name, "What the screen %s %s.".formatted(JavaNames.shown(screen.id()), verb), fields));
        }
    }
}
