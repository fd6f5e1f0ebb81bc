package dev.penstock.simulator.phone.scenario;

import dev.penstock.simulator.internal.PlainValue;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A Flow played without a browser, written in YAML: what a person does, and what must be seen. Immutable.
 *
 * <p>Keys: {@code name}; {@code flow-json} and {@code flow-token}, both optional; and {@code steps}, a list of:
 *
 * <ul>
 *   <li>{@code open}, {@code back}, {@code close}, {@code retry};
 *   <li>{@code fill}: input names and what to put in;
 *   <li>{@code tap}: {@code footer}, the text of a link, the name of a component, or the ID or title of a list item;
 *   <li>{@code expect}: what must be seen; a {@code chat}, a text of the business in the chat, is waited for up to five
 *       seconds.
 * </ul>
 *
 * @param name what the scenario is called in reports
 * @param folder where its file is; other files are named relative to it
 * @param flowJson the Flow JSON it is for, if it says so
 * @param flowToken the flow token it plays with, if it says so
 * @param steps what is done and expected, in order
 */
public record Scenario(
        String name, Path folder, Optional<Path> flowJson, Optional<String> flowToken, List<Step> steps) {

    private static final long MAX_BYTES = 1_000_000;
    private static final int MAX_STEPS = 1_000;

    /**
     * One step.
     *
     * @param kind {@code open}, {@code back}, {@code close}, {@code retry}, {@code fill}, {@code tap} or {@code expect}
     * @param argument what belongs to it: a text or an object; empty text if nothing does
     */
    public record Step(String kind, Object argument) {

        private static final List<String> KINDS = List.of("open", "back", "close", "retry", "fill", "tap", "expect");

        /** Checks the kind. */
        public Step {
            if (!KINDS.contains(kind)) {
                throw new ScenarioException("A scenario has no step '%s'. Steps are %s."
                        .formatted(shortened(kind), String.join(", ", KINDS)));
            }
        }

        @Override
        public String toString() {
            return kind;
        }
    }

    /** Copies the steps. */
    public Scenario {
        steps = List.copyOf(steps);
    }

    /**
     * Reads a scenario from a file.
     *
     * @param file the file, at most 1 MB
     * @return the scenario
     * @throws ScenarioException if it cannot be read or is no scenario
     */
    public static Scenario read(Path file) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new ScenarioException("The scenario %s is larger than 1 MB.".formatted(file));
            }
            Path folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
            var text = Files.readString(file, StandardCharsets.UTF_8);
            return parse(text, folder, String.valueOf(file.getFileName()), file.toString());
        } catch (IOException unreadable) {
            throw new ScenarioException("The scenario %s cannot be read as UTF-8.".formatted(file));
        }
    }

    /**
     * Reads a scenario.
     *
     * @param yaml its text
     * @param folder the folder that other files are named relative to
     * @param fallbackName its name if the text has none; messages begin with it
     * @return the scenario
     * @throws ScenarioException if it is no scenario, is nested more than 50 deep, or holds a number of more than 100
     *     digits; the message says in which line
     */
    public static Scenario parse(String yaml, Path folder, String fallbackName) {
        return parse(yaml, folder, fallbackName, fallbackName);
    }

    private static Scenario parse(String yaml, Path folder, String fallbackName, String where) {
        ScenarioYaml loaded = ScenarioYaml.read(yaml, where);
        if (!(loaded.value() instanceof Map<?, ?> fields) || !(fields.get("steps") instanceof List<?> written)) {
            throw new ScenarioException("%s: A scenario is an object with a list of 'steps'.".formatted(where));
        }
        if (written.size() > MAX_STEPS) {
            throw new ScenarioException("%s: A scenario has at most %d steps.".formatted(where, MAX_STEPS));
        }
        List<Step> steps = new ArrayList<>();
        for (Object step : written) {
            try {
                steps.add(step(step));
            } catch (ScenarioException wrong) {
                throw new ScenarioException("%s: %s".formatted(loaded.line(where, steps.size()), wrong.getMessage()));
            }
        }
        return new Scenario(
                text(fields.get("name")).orElse(fallbackName),
                folder,
                text(fields.get("flow-json")).map(folder::resolve),
                text(fields.get("flow-token")),
                steps);
    }

    private static Step step(@Nullable Object written) {
        if (written instanceof String kind) {
            return new Step(kind, "");
        }
        if (written instanceof Map<?, ?> map && map.size() == 1) {
            Map.Entry<?, ?> only = map.entrySet().iterator().next();
            return new Step(String.valueOf(only.getKey()), argument(only.getValue()));
        }
        throw new ScenarioException("Each step is one word, such as 'open', or one word with its details.");
    }

    private static Object argument(@Nullable Object value) {
        if (!(value instanceof Map<?, ?> map)) {
            return value == null ? "" : value;
        }
        Map<String, Object> fields = new LinkedHashMap<>();
        map.forEach((key, field) -> fields.put(String.valueOf(key), field == null ? "" : field));
        return Collections.unmodifiableMap(fields);
    }

    private static Optional<String> text(@Nullable Object value) {
        return Optional.of(PlainValue.text(value)).filter(text -> !text.isBlank());
    }

    private static String shortened(String text) {
        return text.length() <= 40 ? text : text.substring(0, 40) + "…";
    }
}
