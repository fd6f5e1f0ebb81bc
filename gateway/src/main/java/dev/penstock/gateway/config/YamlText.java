package dev.penstock.gateway.config;

import dev.penstock.gateway.config.YamlNode.Entry;
import dev.penstock.gateway.config.YamlNode.Group;
import dev.penstock.gateway.config.YamlNode.Items;
import dev.penstock.gateway.config.YamlNode.Refused;
import dev.penstock.gateway.config.YamlNode.Text;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.DocumentStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.MappingStartEvent;
import org.snakeyaml.engine.v2.events.NodeEvent;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.parser.ParserImpl;
import org.snakeyaml.engine.v2.scanner.StreamReader;

/**
 * Reads YAML 1.2 from its events, so that everything keeps its place and nothing is made of it that was not asked for:
 * no aliases, tags or second documents, and bounds on size and depth. One object reads one text.
 */
final class YamlText {

    static final int MAX_BYTES = 4 * 1_024 * 1_024;
    static final int MAX_DEPTH = 20;

    private static final int BYTE_ORDER_MARK = 0xfeff;

    private final String source;
    private final Mistakes mistakes;
    private final Deque<Open> open = new ArrayDeque<>();
    private @Nullable YamlNode root;
    private int documents;

    private YamlText(String source, Mistakes mistakes) {
        this.source = source;
        this.mistakes = mistakes;
    }

    /** A list or group that has begun. */
    private static final class Open {

        private final Where where;
        private final boolean isGroup;
        private final List<YamlNode> items = new ArrayList<>();
        private final List<Entry> entries = new ArrayList<>();
        private final Map<String, Where> keys = new HashMap<>();
        private @Nullable Text key;

        Open(Where where, boolean isGroup) {
            this.where = where;
            this.isGroup = isGroup;
        }

        YamlNode close() {
            return isGroup ? new Group(List.copyOf(entries), where) : new Items(List.copyOf(items), where);
        }
    }

    /** What is in the bytes; nothing if a mistake was found that leaves no sense in it. */
    static Optional<YamlNode> read(byte[] utf8, String source, Mistakes mistakes) {
        var start = new Where(source, 1, 1);
        if (utf8.length > MAX_BYTES) {
            mistakes.add(start, "The file has more than 4 MiB: a configuration is smaller, so it may be another file.");
            return Optional.empty();
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(utf8))
                    .toString();
            return new YamlText(source, mistakes).read(text);
        } catch (CharacterCodingException otherCharset) {
            mistakes.add(start, "The file is not text in UTF-8: save it as UTF-8.");
            return Optional.empty();
        }
    }

    private Optional<YamlNode> read(String text) {
        var yaml = !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
        int before = mistakes.list().size();
        var settings = LoadSettings.builder()
                .setLabel("configuration")
                .setCodePointLimit(MAX_BYTES)
                .setMaxAliasesForCollections(0)
                .build();
        try {
            var events = new ParserImpl(settings, new StreamReader(settings, yaml));
            while (events.hasNext() && documents < 2 && open.size() <= MAX_DEPTH) {
                take(events.next());
            }
        } catch (MarkedYamlEngineException malformed) {
            mistakes.add(
                    malformed.getProblemMark().map(this::at).orElse(new Where(source, 1, 1)),
                    "This is not valid YAML%s. Indent with spaces, and quote texts that begin with a special character."
                            .formatted(problem(malformed)));
            return Optional.empty();
        } catch (ReaderException unprintable) {
            mistakes.add(
                    placeOf(yaml, unprintable.getPosition()),
                    "There is a character that no text should have, such as a control character: remove it.");
            return Optional.empty();
        } catch (YamlEngineException malformed) {
            mistakes.add(new Where(source, 1, 1), "This is not valid YAML.");
            return Optional.empty();
        }
        return mistakes.list().size() > before && root == null ? Optional.empty() : Optional.ofNullable(root);
    }

    /** The parser's words, unless they hold text of the file. */
    private static String problem(MarkedYamlEngineException malformed) {
        return Optional.ofNullable(malformed.getProblem())
                .map(String::strip)
                .filter(problem -> problem.length() < 120 && problem.indexOf('\n') < 0)
                .map(" (%s)"::formatted)
                .orElse("");
    }

    private Where placeOf(String yaml, int position) {
        var before = yaml.substring(0, Math.clamp(position, 0, yaml.length()));
        int line = (int) before.chars().filter(each -> each == '\n').count() + 1;
        return new Where(source, line, before.length() - before.lastIndexOf('\n'));
    }

    private Where at(Mark mark) {
        return new Where(source, mark.getLine() + 1, mark.getColumn() + 1);
    }

    private Where at(Event event) {
        return event.getStartMark().map(this::at).orElse(new Where(source, 1, 1));
    }

    private void take(Event event) {
        switch (event) {
            case DocumentStartEvent start -> begin(start);
            case AliasEvent alias ->
                add(refused(alias, "An alias (*name) is not understood here: write the values out, or use defaults."));
            case ScalarEvent scalar -> {
                refuseMarks(scalar, scalar.getTag());
                add(new Text(scalar.getValue(), scalar.isPlain(), at(scalar)));
            }
            case CollectionStartEvent start -> {
                refuseMarks(start, start.getTag());
                if (open.size() == MAX_DEPTH) {
                    mistakes.add(at(start), "This is nested deeper than %d levels.".formatted(MAX_DEPTH));
                }
                open.push(new Open(at(start), start instanceof MappingStartEvent));
            }
            case CollectionEndEvent end -> add(open.pop().close());
            default -> {}
        }
    }

    private void begin(DocumentStartEvent start) {
        documents++;
        if (documents > 1) {
            mistakes.add(at(start), "A second document begins here (---): a file holds one.");
        }
    }

    private Refused refused(Event event, String why) {
        mistakes.add(at(event), why);
        return new Refused(at(event));
    }

    private void refuseMarks(NodeEvent node, Optional<String> tag) {
        if (node.getAnchor().isPresent()) {
            mistakes.add(at(node), "An anchor (&name) is not understood here: remove it.");
        }
        if (tag.filter(each -> !each.equals("!")).isPresent()) {
            mistakes.add(at(node), "A tag (!name) is not understood here: remove it.");
        }
    }

    private void add(YamlNode node) {
        var outer = open.peek();
        if (outer == null) {
            root = root == null ? node : root;
        } else if (!outer.isGroup) {
            outer.items.add(node);
        } else if (outer.key == null) {
            outer.key = key(node);
        } else {
            addEntry(outer, outer.key, node);
            outer.key = null;
        }
    }

    private Text key(YamlNode node) {
        if (node instanceof Text text) {
            return text;
        }
        mistakes.add(node.where(), "A key is a word, and this is %s.".formatted(node.kind()));
        return new Text("", false, node.where());
    }

    private void addEntry(Open group, Text key, YamlNode value) {
        var first = group.keys.putIfAbsent(key.text(), key.where());
        if (first != null) {
            mistakes.add(
                    key.where(),
                    "The key %s is here twice, first in line %d: remove one."
                            .formatted(QuotedText.of(key.text()), first.line()));
        } else {
            group.entries.add(new Entry(key.text(), key.where(), value));
        }
    }
}
