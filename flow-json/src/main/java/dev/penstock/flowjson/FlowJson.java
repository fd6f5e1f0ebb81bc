package dev.penstock.flowjson;

import dev.penstock.flowjson.internal.FlowText;
import dev.penstock.flowjson.model.RoutingModel;
import dev.penstock.flowjson.text.TextRange;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.JsonTextException;
import dev.penstock.flowjson.tree.JsonTree;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A Flow JSON document. Reading is lenient about everything but JSON itself, so that a document with mistakes can be
 * looked at; the linter tells the mistakes. Immutable.
 */
public final class FlowJson {

    private final String source;
    private final ObjectNode root;
    private final List<FlowScreen> screens;
    private final Map<String, FlowScreen> byId = new LinkedHashMap<>();
    private final RoutingModel routing;

    private FlowJson(String source, ObjectNode root) {
        this.source = source;
        this.root = root;
        this.screens = root.array("screens").map(ArrayNode::objects).orElse(List.of()).stream()
                .map(FlowScreen::of)
                .toList();
        screens.forEach(screen -> byId.putIfAbsent(screen.id(), screen));
        this.routing = root.object("routing_model").map(this::declaredRouting).orElseGet(this::derivedRouting);
    }

    /**
     * Reads a document.
     *
     * @param text the document
     * @return the Flow JSON
     * @throws UnreadableFlowJsonException if it is not JSON, not an object, repeats a key, or exceeds the bounds of
     *     {@link dev.penstock.flowjson.tree.JsonLimits}
     */
    public static FlowJson parse(String text) {
        JsonTree tree;
        try {
            tree = JsonTree.read(text);
        } catch (JsonTextException refused) {
            throw new UnreadableFlowJsonException(
                    "The Flow JSON cannot be read at line %d, column %d. %s"
                            .formatted(
                                    refused.range().lineStart(), refused.range().columnStart(), refused.getMessage()),
                    refused.range());
        }
        if (!tree.repeatedKeys().isEmpty()) {
            TextRange range = tree.repeatedKeys().getFirst().range();
            throw new UnreadableFlowJsonException(
                    "The Flow JSON repeats a property at line %d, column %d. Remove one of the two."
                            .formatted(range.lineStart(), range.columnStart()),
                    range);
        }
        if (!(tree.root() instanceof ObjectNode root)) {
            throw new UnreadableFlowJsonException(
                    "The Flow JSON must be one object.", tree.root().range());
        }
        return new FlowJson(text, root);
    }

    /**
     * Reads a document.
     *
     * @param utf8 the document; not changed
     * @return the Flow JSON
     * @throws UnreadableFlowJsonException as {@link #parse(String)}, and if it is not UTF-8
     */
    public static FlowJson parse(byte[] utf8) {
        return parse(FlowText.decode(utf8)
                .orElseThrow(() -> new UnreadableFlowJsonException(
                        "The Flow JSON is not well-formed UTF-8, or is longer than 10 MB.",
                        TextRange.FIRST_CHARACTER)));
    }

    /**
     * Reads a document from a file.
     *
     * @param file the file
     * @return the Flow JSON
     * @throws UnreadableFlowJsonException as {@link #parse(byte[])}, and if the file cannot be read
     */
    public static FlowJson load(Path file) {
        return parse(FlowText.load(file)
                .orElseThrow(() -> new UnreadableFlowJsonException(
                        "The file %s cannot be read, is not well-formed UTF-8, or is longer than 10 MB."
                                .formatted(file.getFileName()),
                        TextRange.FIRST_CHARACTER)));
    }

    /**
     * Takes a tree that was read already, for those who look at documents with repeated keys too.
     *
     * @param text the document
     * @param root its outermost object
     * @return the Flow JSON
     */
    public static FlowJson of(String text, ObjectNode root) {
        return new FlowJson(text, root);
    }

    /** {@return the text it was read from} */
    public String source() {
        return source;
    }

    /** {@return the document as a tree} */
    public ObjectNode root() {
        return root;
    }

    /** {@return its version, or nothing if that is missing or malformed} */
    public Optional<FlowJsonVersion> version() {
        return root.text("version").flatMap(FlowJsonVersion::parse);
    }

    /** {@return the version of the data exchange, such as {@code 3.0}; a Flow without one has no endpoint} */
    public Optional<String> dataApiVersion() {
        return root.text("data_api_version");
    }

    /** {@return whether the Flow calls an endpoint} */
    public boolean hasEndpoint() {
        return root.has("data_api_version");
    }

    /** {@return its screens in order} */
    public List<FlowScreen> screens() {
        return screens;
    }

    /**
     * Finds a screen.
     *
     * @param id its ID
     * @return the screen, the first one if several have that ID, or nothing
     */
    public Optional<FlowScreen> screen(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** {@return which screen may follow which: declared, or else derived from {@code navigate} actions} */
    public RoutingModel routing() {
        return routing;
    }

    private RoutingModel declaredRouting(ObjectNode model) {
        Map<String, Set<String>> edges = everyScreen();
        model.members().forEach((from, member) -> {
            if (member.value() instanceof ArrayNode targets) {
                Set<String> to = edges.computeIfAbsent(from, any -> new LinkedHashSet<>());
                targets.strings().stream().map(StringNode::value).forEach(to::add);
            }
        });
        return new RoutingModel(edges, true);
    }

    private RoutingModel derivedRouting() {
        Map<String, Set<String>> edges = everyScreen();
        for (FlowScreen screen : screens) {
            for (FlowAction action : screen.actions()) {
                if (action.name().equals("navigate")) {
                    action.target()
                            .ifPresent(target -> edges.computeIfAbsent(screen.id(), any -> new LinkedHashSet<>())
                                    .add(target));
                }
            }
        }
        return new RoutingModel(edges, false);
    }

    private Map<String, Set<String>> everyScreen() {
        Map<String, Set<String>> edges = new LinkedHashMap<>();
        screens.forEach(screen -> edges.put(screen.id(), new LinkedHashSet<>()));
        return edges;
    }
}
