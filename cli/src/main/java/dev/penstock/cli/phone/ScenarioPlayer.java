package dev.penstock.cli.phone;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.FlowJsonFile;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.EncryptingLine;
import dev.penstock.simulator.Exchange;
import dev.penstock.simulator.phone.LoopbackMediaStore;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.Scenario;
import dev.penstock.simulator.phone.ScenarioException;
import dev.penstock.simulator.phone.ScenarioResult;
import dev.penstock.simulator.phone.ScenarioRunner;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** Plays scenarios over one line, without a browser. The files that they choose are served on 127.0.0.1 until it is closed. */
public final class ScenarioPlayer implements AutoCloseable {

    private final EncryptingLine line;
    private final Optional<Path> flowJson;
    private final LoopbackMediaStore media = LoopbackMediaStore.start();

    private ScenarioPlayer(EncryptingLine line, Optional<Path> flowJson) {
        this.line = line;
        this.flowJson = flowJson;
    }

    /** A player over a line, which it closes; the Flow JSON is for scenarios that name none. */
    public static ScenarioPlayer over(EncryptingLine line, Optional<Path> flowJson) {
        return new ScenarioPlayer(line, flowJson);
    }

    /** What came of a scenario, and what was asked for it. */
    public record Played(ScenarioResult result, List<Exchange> exchanges) {}

    /** Reads a scenario; says what is wrong with it. */
    public static Scenario read(Path file) {
        try {
            return Scenario.read(file);
        } catch (ScenarioException unusable) {
            throw new CommandFailure(String.valueOf(unusable.getMessage()));
        }
    }

    /** Plays a scenario, with its own flow token if it has one. */
    public Played play(Scenario scenario, String flowToken) {
        var session = PhoneSession.builder(document(scenario))
                .flowToken(scenario.flowToken().orElse(flowToken))
                .clock(InstantSource.system(), ZoneId.systemDefault())
                .line(line)
                .build();
        media.serve(session);
        return new Played(ScenarioRunner.run(scenario, session), session.exchanges());
    }

    private FlowJson document(Scenario scenario) {
        return FlowJsonFile.load(scenario.flowJson()
                .or(() -> flowJson)
                .orElseThrow(() -> new CommandFailure(
                        "The scenario \"%s\" names no Flow JSON: add flow-json to it, or give --flow-json."
                                .formatted(scenario.name()))));
    }

    @Override
    public void close() {
        media.close();
        line.close();
    }
}
