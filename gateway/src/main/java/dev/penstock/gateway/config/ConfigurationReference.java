package dev.penstock.gateway.config;

import java.util.List;
import java.util.stream.Collectors;

/** The keys of the configuration as a page of Markdown, made from what the reader goes by. */
public final class ConfigurationReference {

    private ConfigurationReference() {}

    /** {@return the tables, with a heading for each group of keys} */
    public static String markdown() {
        var page = new StringBuilder();
        append(page, "The whole file", "", Shapes.CONFIGURATION);
        append(page, "The file of one tenant", "", Shapes.TENANT);
        return page.toString();
    }

    private static void append(StringBuilder page, String heading, String path, Shape shape) {
        page.append("## ").append(heading).append("\n\n| key | holds | default | meaning |\n|---|---|---|---|\n");
        for (var key : shape.keys()) {
            page.append("| `%s` | %s | %s | %s |\n"
                    .formatted(
                            key.name(),
                            cell(holds(key.type())),
                            key.isNeeded() ? "needed" : cell(key.fallback()),
                            cell(key.meaning())));
        }
        var rules = shape.rules().stream().map(ConfigurationReference::sentence).toList();
        rules.forEach(rule -> page.append("\n").append(rule).append("\n"));
        page.append("\n");
        for (var key : shape.keys()) {
            inner(key.type())
                    .forEach(each -> append(page, "`" + path + key.name() + "`", path + key.name() + ".", each));
        }
    }

    private static List<Shape> inner(Type type) {
        return switch (type) {
            case Type.Group group -> List.of(group.shape());
            case Type.WordOr wordOr -> List.of(wordOr.shape());
            case Type.Several several -> inner(several.each());
            default -> List.of();
        };
    }

    private static String holds(Type type) {
        return switch (type) {
            case Type.Group group -> "keys, see below";
            case Type.WordOr wordOr -> wordOr.word() + ", or keys, see below";
            case Type.Several several when !inner(several.each()).isEmpty() -> "a list, see below";
            default -> type.words();
        };
    }

    private static String sentence(Shape.Rule rule) {
        return switch (rule) {
            case Shape.ExactlyOne one -> "One of %s is needed, and no more than one.".formatted(names(one.keys()));
            case Shape.AtMostOne one -> "No more than one of %s.".formatted(names(one.keys()));
            case Shape.Needs needs -> "`%s` needs %s beside it.".formatted(needs.key(), names(needs.others()));
        };
    }

    private static String names(List<String> keys) {
        return keys.stream().map("`%s`"::formatted).collect(Collectors.joining(", "));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
