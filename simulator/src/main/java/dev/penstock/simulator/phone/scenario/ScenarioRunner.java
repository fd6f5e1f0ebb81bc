package dev.penstock.simulator.phone.scenario;

import dev.penstock.simulator.internal.FileKinds;
import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.simulator.phone.PhoneRemark;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.scenario.Scenario.Step;
import dev.penstock.testing.AnswerData;
import dev.penstock.testing.EndpointLine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;

/**
 * Plays scenarios on a phone without a browser. Immutable and thread-safe; a session is played by one runner at a time.
 */
public final class ScenarioRunner {

    private static final String REPLACING = "On a phone on which an answer replaces what the screen has: ";
    private static final int MAX_FILE_BYTES = 26 * 1024 * 1024;

    private ScenarioRunner() {}

    /**
     * Plays a scenario on a phone that merges answers into what a screen has, and, over the same answers, on one that
     * replaces it. Which of the two phones do is not known of all, so a scenario should go well on both. The endpoint
     * is asked once.
     *
     * @param scenario what to do and expect
     * @param line the line to the endpoint
     * @param phones makes a session that calls the endpoint over a line at once, and makes of answers what it is told
     * @return what came of both: failed if one of them failed, with what the phones differ in among the findings
     */
    public static ScenarioResult runBoth(
            Scenario scenario, EndpointLine line, BiFunction<EndpointLine, AnswerData, PhoneSession> phones) {
        var recorded = new RecordedLine(line);
        ScenarioResult merging = run(scenario, phones.apply(recorded, AnswerData.MERGE));
        var replay = recorded.replay();
        ScenarioResult replacing = run(scenario, phones.apply(replay, AnswerData.REPLACE));
        return merging.and(replacing, REPLACING).and(replay.differences(scenario.name()), REPLACING);
    }

    /**
     * Plays a scenario to its end or to its first failure.
     *
     * @param scenario what to do and expect
     * @param phone a session that calls the endpoint at once, as it does unless an executor is set
     * @return what came of it
     */
    public static ScenarioResult run(Scenario scenario, PhoneSession phone) {
        long start = System.nanoTime();
        int done = 0;
        Optional<String> failure = Optional.empty();
        for (Step step : scenario.steps()) {
            failure = play(step, phone, scenario.folder())
                    .or(() -> unusable(phone))
                    .map("Step %d, %s: ".formatted(done + 1, step.kind())::concat);
            if (failure.isPresent()) {
                break;
            }
            done++;
        }
        return new ScenarioResult(
                scenario.name(), Duration.ofNanos(System.nanoTime() - start), done, failure, phone.remarks());
    }

    private static Optional<String> play(Step step, PhoneSession phone, Path folder) {
        try {
            switch (step.kind()) {
                case "open" -> phone.apply(new PhoneEvent.Open());
                case "back" -> phone.apply(new PhoneEvent.Back());
                case "close" -> phone.apply(new PhoneEvent.Close());
                case "retry" -> phone.apply(new PhoneEvent.Retry());
                case "fill" -> fill(fields(step), phone, folder);
                case "tap" -> tap(PlainValue.text(step.argument()), phone);
                default -> {
                    return ScenarioExpectation.unmet(fields(step), phone);
                }
            }
            return Optional.empty();
        } catch (ScenarioException impossible) {
            return Optional.of(String.valueOf(impossible.getMessage()));
        }
    }

    /** What keeps a person from going on, although it is shown. */
    private static Optional<String> unusable(PhoneSession phone) {
        return phone.remarks().stream()
                .filter(PhoneRemark::isError)
                .map(PhoneRemark::text)
                .findFirst();
    }

    private static Map<?, ?> fields(Step step) {
        if (step.argument() instanceof Map<?, ?> fields) {
            return fields;
        }
        throw new ScenarioException("It needs names and values below it.");
    }

    private static void fill(Map<?, ?> values, PhoneSession phone, Path folder) {
        values.forEach((name, value) -> {
            ShownComponents.Shown input = ShownComponents.of(phone).named(String.valueOf(name));
            switch (input.type()) {
                case "TextInput", "TextArea", "DatePicker", "CalendarPicker" ->
                    phone.apply(new PhoneEvent.Change(input.key(), days(value)));
                case "OptIn" -> phone.apply(new PhoneEvent.Select(input.key(), "", PlainValue.isTrue(value)));
                case "PhotoPicker", "DocumentPicker" -> attach(value, input.key(), phone, folder);
                default -> choose(input, value instanceof List<?> many ? many : List.of(value), phone);
            }
        });
    }

    private static Object days(Object value) {
        return value instanceof Map<?, ?> ? value : PlainValue.text(value);
    }

    private static void choose(ShownComponents.Shown input, List<?> wanted, PhoneSession phone) {
        List<String> ids = wanted.stream().map(PlainValue::text).toList();
        for (String id : ids) {
            if (input.options().stream().noneMatch(option -> id.equals(option.get("id")))) {
                throw new ScenarioException("'%s' has no such option now.".formatted(input.name()));
            }
        }
        boolean isMany = input.type().equals("CheckboxGroup") || input.type().equals("ChipsSelector");
        if (isMany) {
            select(input, ids, false, phone); // first, as a full selection takes no more
        }
        select(input, ids, true, phone);
    }

    private static void select(ShownComponents.Shown input, List<String> ids, boolean isWanted, PhoneSession phone) {
        for (Map<?, ?> option : input.options()) {
            String id = PlainValue.text(option.get("id"));
            boolean isSelected = Boolean.TRUE.equals(option.get("selected"));
            if (ids.contains(id) == isWanted && isSelected != isWanted) {
                phone.apply(new PhoneEvent.Select(input.key(), id, isWanted));
            }
        }
    }

    private static void attach(Object value, String key, PhoneSession phone, Path folder) {
        for (Object each : value instanceof List<?> many ? many : List.of(value)) {
            Path file = folder.resolve(PlainValue.text(each));
            String name = String.valueOf(file.getFileName());
            try {
                if (Files.size(file) > MAX_FILE_BYTES) {
                    throw new ScenarioException("The file %s is larger than 25 MB.".formatted(name));
                }
                phone.attach(key, name, FileKinds.typeOf("", name), Files.readAllBytes(file));
            } catch (IOException unreadable) {
                throw new ScenarioException("The file %s cannot be read.".formatted(name));
            }
        }
    }

    private static void tap(String what, PhoneSession phone) {
        phone.apply(ShownComponents.of(phone).tapOn(what));
    }
}
