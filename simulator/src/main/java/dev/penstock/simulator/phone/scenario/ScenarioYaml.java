package dev.penstock.simulator.phone.scenario;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * The YAML of a scenario, with the line of each step. Its events are looked at before values are made of them, since
 * deep nesting overflows the stack and the time for a number grows with the square of its digits.
 *
 * @param value what was read
 * @param stepLines the line of each step, from 1
 */
record ScenarioYaml(@Nullable Object value, List<Integer> stepLines) {

    private static final int MAX_DEPTH = 50;
    private static final int MAX_DIGITS = 100;
    private static final Pattern NUMBER = Pattern.compile("[-+]?[0-9.].*", Pattern.DOTALL);
    private static final String TEXT_TAG = "tag:yaml.org,2002:str";

    /** Reads it; {@code where} begins each message. */
    static ScenarioYaml read(String yaml, String where) {
        try {
            LoadSettings settings = settings(yaml);
            var lines = new Look(where).at(yaml, settings);
            return new ScenarioYaml(new Load(settings).loadFromString(yaml), lines);
        } catch (MarkedYamlEngineException malformed) {
            throw new ScenarioException("%s: This is not valid YAML%s."
                    .formatted(
                            at(where, malformed.getProblemMark()),
                            Optional.ofNullable(malformed.getProblem())
                                    .map(problem -> " (%s)".formatted(problem.strip()))
                                    .orElse("")));
        } catch (YamlEngineException malformed) {
            throw new ScenarioException("%s: This is not valid YAML.".formatted(where));
        }
    }

    /**
     * The whole text is read at once, since with each further piece the scalar that has begun is copied from its start.
     */
    private static LoadSettings settings(String yaml) {
        return LoadSettings.builder()
                .setLabel("scenario")
                .setMaxAliasesForCollections(0)
                .setBufferSize(yaml.length() + 2)
                .build();
    }

    /** Where the step is, for messages. */
    String line(String where, int step) {
        return step < stepLines.size() ? "%s, line %d".formatted(where, stepLines.get(step)) : where;
    }

    private static String at(String where, Optional<Mark> mark) {
        return mark.map(place -> "%s, line %d".formatted(where, place.getLine() + 1))
                .orElse(where);
    }

    /** One look at the events, in their order. */
    private static final class Look {

        private final String where;
        private final Set<String> collections = new HashSet<>();
        private final List<Integer> stepLines = new ArrayList<>();
        private int depth;
        private boolean isKey = true;
        private boolean isSteps;
        private boolean isInSteps;

        private Look(String where) {
            this.where = where;
        }

        private List<Integer> at(String yaml, LoadSettings settings) {
            var events = new ParserImpl(settings, new StreamReader(settings, yaml));
            while (events.hasNext()) {
                Event event = events.next();
                switch (event) {
                    case CollectionStartEvent start -> begin(start);
                    case CollectionEndEvent end -> end();
                    case ScalarEvent scalar -> scalar(scalar);
                    case AliasEvent alias
                    when collections.contains(alias.getAlias().getValue()) ->
                        throw refusal(event, "A scenario repeats no lists and objects by alias");
                    case AliasEvent alias -> note(alias, "");
                    default -> {}
                }
            }
            return stepLines;
        }

        private void begin(CollectionStartEvent start) {
            requireNoTag(start, start.getTag());
            start.getAnchor().ifPresent(anchor -> collections.add(anchor.getValue()));
            note(start, "");
            boolean isListOfSteps = depth == 1 && isSteps;
            depth++;
            isInSteps |= isListOfSteps;
            if (depth > MAX_DEPTH) {
                throw refusal(start, "Lists and objects are nested more than %d deep".formatted(MAX_DEPTH));
            }
        }

        private void end() {
            depth--;
            isInSteps &= depth >= 2;
        }

        private void scalar(ScalarEvent scalar) {
            requireNoTag(scalar, scalar.getTag());
            boolean isNumber =
                    scalar.isPlain() && NUMBER.matcher(scalar.getValue()).matches();
            if (isNumber && scalar.getValue().length() > MAX_DIGITS) {
                throw refusal(
                        scalar,
                        "A number has more than %d digits: put a text in quotation marks".formatted(MAX_DIGITS));
            }
            note(scalar, scalar.getValue());
        }

        /** Of the outermost object every second node is a value; those in the list of the value of steps are steps. */
        private void note(NodeEvent node, String text) {
            if (depth == 1) {
                isSteps = isKey ? text.equals("steps") : isSteps;
                isKey = !isKey;
            } else if (depth == 2 && isInSteps) {
                stepLines.add(node.getStartMark().map(Mark::getLine).orElse(-1) + 1);
            }
        }

        private void requireNoTag(NodeEvent node, Optional<String> tag) {
            if (tag.filter(each -> !each.equals(TEXT_TAG) && !each.equals("!")).isPresent()) {
                throw refusal(node, "A scenario has no tags");
            }
        }

        private ScenarioException refusal(Event event, String why) {
            return new ScenarioException("%s: %s.".formatted(ScenarioYaml.at(where, event.getStartMark()), why));
        }
    }
}
