package dev.penstock.flowjson.records;

import dev.penstock.flowjson.records.JavaTypes.Value;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Writes records into one source file, laid out as a person would. */
final class SourceFile {

    private static final int MAX_LINE = 110;

    private final String packageName;
    private final String className;
    private final Set<String> imports = new TreeSet<>();

    SourceFile(String packageName, String className) {
        this.packageName = packageName;
        this.className = className;
    }

    String write(List<RecordSource> records) {
        var body = new StringBuilder();
        // A nested type must not have the name of one around it.
        Set<String> taken = new HashSet<>(Set.of(className));
        for (RecordSource source : records) {
            String name = unique(source.name(), taken);
            body.append("\n    /** ").append(source.javadoc()).append(" */\n");
            body.append(record(name, source.fields(), "    ", Set.of(className, name)));
        }
        var file = new StringBuilder("package ").append(packageName).append(";\n\n");
        imports.forEach(type -> file.append("import ").append(type).append(";\n"));
        return file.append(imports.isEmpty() ? "" : "\n")
                .append("/** What the screens of the Flow are given and send. Generated from the Flow JSON; change"
                        + " that instead. */\n")
                .append("public final class ")
                .append(className)
                .append(" {\n\n    private ")
                .append(className)
                .append("() {}\n")
                .append(body)
                .append("}\n")
                .toString();
    }

    private String record(String name, Map<String, Value> fields, String indent, Set<String> around) {
        Map<String, Map<String, Value>> nested = new LinkedHashMap<>();
        Set<String> takenTypes = new HashSet<>(around);
        takenTypes.addAll(
                Set.of("String", "Object", "List", "Map", "Optional", "LocalDate", "Boolean", "Integer", "Double"));
        Set<String> takenNames = new HashSet<>();
        List<String> components = new ArrayList<>();
        fields.forEach((field, value) -> {
            String component = unique(JavaNames.component(field), takenNames);
            boolean isPlain = JavaNames.isPlain(field) && component.equals(JavaNames.component(field));
            String type = type(value, JavaNames.type(field), JavaNames.item(field), nested, takenTypes);
            components.add((isPlain ? "" : annotation(field)) + type + " " + component);
        });
        var text =
                new StringBuilder(indent).append("public record ").append(name).append('(');
        String line = String.join(", ", components);
        if (indent.length() + 16 + name.length() + line.length() <= MAX_LINE) {
            text.append(line);
        } else {
            text.append('\n')
                    .append(indent)
                    .append("        ")
                    .append(String.join(",\n" + indent + "        ", components));
        }
        text.append(") {");
        nested.forEach((type, inner) -> {
            Set<String> outer = new HashSet<>(around);
            outer.add(type);
            text.append("\n\n")
                    .append(record(type, inner, indent + "    ", outer).stripTrailing());
        });
        return text.append(nested.isEmpty() ? "}\n" : "\n" + indent + "}\n").toString();
    }

    private String type(
            Value value, String name, String itemName, Map<String, Map<String, Value>> nested, Set<String> taken) {
        return switch (value) {
            case Value.Named named -> imported(named.name());
            case Value.Many many ->
                imported("java.util.List") + "<" + type(many.item(), itemName, itemName, nested, taken) + ">";
            case Value.Perhaps perhaps ->
                imported("java.util.Optional") + "<" + type(perhaps.value(), name, itemName, nested, taken) + ">";
            case Value.Fields fields -> {
                String type = unique(name, taken);
                nested.put(type, fields.fields());
                yield type;
            }
        };
    }

    private String imported(String type) {
        int generics = type.indexOf('<');
        String raw = generics < 0 ? type : type.substring(0, generics);
        int dot = raw.lastIndexOf('.');
        if (dot < 0) {
            return type;
        }
        imports.add(raw);
        return type.substring(dot + 1);
    }

    private String annotation(String name) {
        imports.add("com.fasterxml.jackson.annotation.JsonProperty");
        var literal = new StringBuilder("@JsonProperty(\"");
        for (char c : name.toCharArray()) {
            if (c >= ' ' && c < 127 && c != '"' && c != '\\') {
                literal.append(c);
            } else {
                // A Unicode escape is read before the literal is, so a quote or line break needs an octal one.
                literal.append((c < 128 ? "\\%03o" : "\\u%04x").formatted((int) c));
            }
        }
        return literal.append("\") ").toString();
    }

    private static String unique(String name, Set<String> taken) {
        String candidate = name;
        for (int i = 2; !taken.add(candidate); i++) {
            candidate = name + i;
        }
        return candidate;
    }
}
