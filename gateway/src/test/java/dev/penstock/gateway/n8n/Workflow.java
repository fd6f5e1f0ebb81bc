package dev.penstock.gateway.n8n;

import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** An exported workflow of n8n: its nodes by name, and where the outputs of each lead. */
record Workflow(String file, Map<String, Map<String, Object>> nodes, Map<String, List<List<String>>> outputs) {

    static final Path FOLDER = Path.of("../examples/n8n");

    static List<Workflow> all() {
        try (var files = Files.list(FOLDER.resolve("workflows"))) {
            return files.sorted().map(Workflow::read).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Workflow named(String file) {
        return read(FOLDER.resolve("workflows").resolve(file));
    }

    private static Workflow read(Path file) {
        try {
            var json = StrictJson.readObject(Files.readAllBytes(file));
            var nodes = new LinkedHashMap<String, Map<String, Object>>();
            for (var each : list(json.get("nodes"))) {
                var node = object(each);
                if (nodes.put(String.valueOf(node.get("name")), node) != null) {
                    throw new AssertionError("Two nodes of %s have the name %s.".formatted(file, node.get("name")));
                }
            }
            var outputs = new LinkedHashMap<String, List<List<String>>>();
            object(json.get("connections")).forEach((from, ways) -> {
                var ofNode = new ArrayList<List<String>>();
                for (var output : list(object(ways).get("main"))) {
                    ofNode.add(list(output).stream()
                            .map(to -> String.valueOf(object(to).get("node")))
                            .toList());
                }
                outputs.put(from, ofNode);
            });
            return new Workflow(file.getFileName().toString(), nodes, outputs);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String type(String name) {
        return String.valueOf(nodes.get(name).get("type")).replace("n8n-nodes-base.", "");
    }

    Map<String, Object> parameters(String name) {
        return object(nodes.get(name).get("parameters"));
    }

    List<String> ofType(String type) {
        return nodes.keySet().stream().filter(name -> type(name).equals(type)).toList();
    }

    List<List<String>> outputsOf(String name) {
        return outputs.getOrDefault(name, List.of());
    }

    /** How many outputs n8n gives a node. */
    int numberOfOutputs(String name) {
        return switch (type(name)) {
            case "if" -> 2;
            case "switch" -> cases(name).size() + 1;
            case "respondToWebhook" -> 0;
            default -> 1;
        };
    }

    /** What the rules of a switch compare with, in the order of its outputs. */
    List<String> cases(String name) {
        return list(object(parameters(name).get("rules")).get("values")).stream()
                .map(rule -> object(object(rule).get("conditions")))
                .map(conditions -> object(list(conditions.get("conditions")).getFirst()))
                .map(condition -> String.valueOf(condition.get("rightValue")))
                .toList();
    }

    /** All that can be reached from a node. */
    TreeSet<String> reachedFrom(String name) {
        var reached = new TreeSet<String>();
        var open = new ArrayList<>(List.of(name));
        while (!open.isEmpty()) {
            var next = open.removeLast();
            if (reached.add(next)) {
                outputsOf(next).forEach(open::addAll);
            }
        }
        return reached;
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<?> list(Object value) {
        return (List<?>) value;
    }
}
