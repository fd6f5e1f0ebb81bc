package dev.penstock.cli.phone;

import dev.penstock.cli.AnswerOptions;
import dev.penstock.cli.ExchangeText;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.InputFile;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.LoopbackMediaStore;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.scenario.Scenario;
import dev.penstock.simulator.phone.scenario.ScenarioException;
import dev.penstock.simulator.phone.scenario.ScenarioResult;
import dev.penstock.simulator.phone.scenario.ScenarioRunner;
import dev.penstock.testing.AnswerData;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointLine;
import dev.penstock.testing.Exchange;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Plays scenarios over one line, without a browser. The files that they choose are served on 127.0.0.1 until it is
 * closed.
 */
public final class ScenarioPlayer implements AutoCloseable {

    private final EncryptingLine line;
    private final Optional<Path> flowJson;
    private final AnswerOptions answers;
    private final LoopbackMediaStore media = LoopbackMediaStore.start();

    private ScenarioPlayer(EncryptingLine line, Optional<Path> flowJson, AnswerOptions answers) {
        this.line = line;
        this.flowJson = flowJson;
        this.answers = answers;
    }

    /** A player over a line, which it closes; the Flow JSON is for scenarios that name none. */
    public static ScenarioPlayer over(EncryptingLine line, Optional<Path> flowJson) {
        return over(line, flowJson, new AnswerOptions());
    }

    /** The same, for phones of a choice. */
    public static ScenarioPlayer over(EncryptingLine line, Optional<Path> flowJson, AnswerOptions answers) {
        return new ScenarioPlayer(line, flowJson, answers);
    }

    /** What came of a scenario, and what was asked for it. */
    public record Played(ScenarioResult result, List<Exchange> exchanges) {}

    /** Reads a scenario; says what is wrong with it. */
    public static Scenario read(Path file) {
        InputFile.require(file, "scenario");
        try {
            return Scenario.read(file);
        } catch (ScenarioException unusable) {
            throw new CommandFailure(String.valueOf(unusable.getMessage()));
        }
    }

    /** Makes the signature for the flow token of a Flow, if it is to have one. */
    public interface Voucher {
        Optional<String> sign(FlowJson flow, String flowToken);
    }

    /** Plays a scenario, with its own flow token if it has one. */
    public Played play(Scenario scenario, String flowToken, Voucher voucher) {
        var document = document(scenario);
        var token = scenario.flowToken().orElse(flowToken);
        var signature = voucher.sign(document, token);
        var exchanges = new ArrayList<Exchange>();
        BiFunction<EndpointLine, AnswerData, PhoneSession> phones = (over, data) -> {
            var builder = PhoneSession.builder(document)
                    .flowToken(token)
                    .clock(InstantSource.system(), ZoneId.systemDefault())
                    .answerData(data)
                    .line(over);
            signature.ifPresent(builder::flowTokenSignature);
            var session = (answers.allowsMissingKeys() ? builder.allowMissingKeys() : builder).build();
            media.serve(session);
            return session;
        };
        EndpointLine kept = keeping(exchanges);
        var result = answers.data().size() > 1
                ? ScenarioRunner.runBoth(scenario, kept, phones)
                : ScenarioRunner.run(
                        scenario, phones.apply(kept, answers.data().iterator().next()));
        return new Played(explained(result, exchanges), List.copyOf(exchanges));
    }

    /** That another screen was expected says little where the endpoint has not shown any. */
    private static ScenarioResult explained(ScenarioResult result, List<Exchange> exchanges) {
        var last = exchanges.isEmpty() ? Optional.<Exchange>empty() : Optional.of(exchanges.getLast());
        var reason = last.map(ExchangeText::problem).filter(words -> !words.isEmpty());
        return reason.isEmpty() || result.isPassed()
                ? result
                : new ScenarioResult(
                        result.name(),
                        result.took(),
                        result.steps(),
                        result.failure().map(failure -> explained(failure, reason.get())),
                        result.remarks());
    }

    private static String explained(String failure, String reason) {
        int step = failure.indexOf(": screen should be ");
        var stop = reason.matches(".*[.?]") ? "" : ".";
        return step > 0
                ? "%s: the endpoint has shown no screen: %s%s".formatted(failure.substring(0, step), reason, stop)
                : "%s The endpoint's last answer: %s%s".formatted(failure, reason, stop);
    }

    /** The line, which adds what is asked to a list. */
    private EndpointLine keeping(List<Exchange> exchanges) {
        return new EndpointLine() {
            @Override
            public Exchange send(Map<String, Object> request, Duration timeout) {
                var exchange = line.send(request, timeout);
                exchanges.add(exchange);
                return exchange;
            }

            @Override
            public void refreshKey() {
                line.refreshKey();
            }
        };
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
