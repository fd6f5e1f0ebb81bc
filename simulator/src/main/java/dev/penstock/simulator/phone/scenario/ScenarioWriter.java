package dev.penstock.simulator.phone.scenario;

import dev.penstock.simulator.phone.DoneStep;
import dev.penstock.simulator.phone.PhoneSession;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.api.Dump;
import org.snakeyaml.engine.v2.api.DumpSettings;
import org.snakeyaml.engine.v2.common.FlowStyle;

/** Writes what was done on a phone as a scenario that can be played again. */
public final class ScenarioWriter {

    private ScenarioWriter() {}

    /**
     * Writes down what was done so far, as a scenario for {@link Scenario#parse}. Of the response it expects only that
     * there is one, since values differ from run to run.
     *
     * @param phone the phone
     * @param flowName what the scenario is named after
     * @return YAML, with what was typed
     */
    public static String write(PhoneSession phone, String flowName) {
        List<Object> steps =
                phone.doneSteps().stream().map(ScenarioWriter::step).toList();
        Map<String, Object> scenario = new LinkedHashMap<>();
        scenario.put("name", "Recorded: " + flowName);
        scenario.put("steps", steps);
        return new Dump(DumpSettings.builder()
                        .setDefaultFlowStyle(FlowStyle.BLOCK)
                        .build())
                .dumpToString(scenario);
    }

    private static Object step(DoneStep done) {
        return done.hasArgument() ? Map.of(done.kind(), done.argument()) : done.kind();
    }
}
