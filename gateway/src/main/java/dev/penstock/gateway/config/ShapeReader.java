package dev.penstock.gateway.config;

import dev.penstock.gateway.config.Section.HeaderMap;
import dev.penstock.gateway.config.Section.Value;
import dev.penstock.gateway.config.Section.ValueList;
import dev.penstock.gateway.config.Shape.AtMostOne;
import dev.penstock.gateway.config.Shape.ExactlyOne;
import dev.penstock.gateway.config.Shape.Needs;
import dev.penstock.gateway.config.YamlNode.Entry;
import dev.penstock.gateway.config.YamlNode.Group;
import dev.penstock.gateway.config.YamlNode.Items;
import dev.penstock.gateway.config.YamlNode.Refused;
import dev.penstock.gateway.config.YamlNode.Text;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads YAML as a shape says, and collects everything that does not fit. */
record ShapeReader(Source source) {

    Section read(YamlNode node, Shape shape) {
        if (node instanceof Group group) {
            return read(group, shape);
        }
        if (node instanceof Refused) {
            return Section.empty(shape, node.where());
        }
        if (shape.isSecret() && node instanceof Text) {
            refuseLiteralSecret(node.where(), "file: NAME", "env: NAME");
        } else {
            add(
                    node.where(),
                    "%s must be a group of keys (%s), and this is %s."
                            .formatted(subject(shape), String.join(", ", shape.names()), node.kind()));
        }
        return Section.empty(shape, node.where());
    }

    private static String subject(Shape shape) {
        return shape.name().isEmpty() ? "A configuration" : shape.name();
    }

    private Section read(Group group, Shape shape) {
        var values = new LinkedHashMap<String, Value>();
        for (var entry : group.entries()) {
            var key = shape.key(entry.key());
            if (key.isEmpty()) {
                if (refuse(entry, shape)) {
                    values.put(entry.key() + "-file", new Value("", entry.where()));
                }
            } else {
                value(entry.value(), key.get().type(), "'%s'%s".formatted(entry.key(), shape.in()))
                        .ifPresentOrElse(
                                value -> values.put(entry.key(), value),
                                // It was there, though wrong: nobody shall be told that it is missing.
                                () -> values.put(entry.key(), new Value("", entry.where())));
            }
        }
        var section = new Section(shape, group.where(), values);
        checkNeeded(section);
        return section;
    }

    /** Whether it is a secret that was written down. */
    private boolean refuse(Entry entry, Shape shape) {
        if (shape.key(entry.key() + "-file").filter(key -> isSecret(key.type())).isPresent()) {
            refuseLiteralSecret(entry.where(), entry.key() + "-file: NAME", entry.key() + "-env: NAME");
            return true;
        }
        add(
                entry.where(),
                "There is no key %s%s.%s"
                        .formatted(QuotedText.of(entry.key()), shape.in(), Meant.by(entry.key(), shape.names())));
        return false;
    }

    private static boolean isSecret(Type type) {
        return type instanceof Type.SecretFile
                || (type instanceof Type.Several several && several.each() instanceof Type.SecretFile);
    }

    private void refuseLiteralSecret(Where where, String file, String variable) {
        add(
                where,
                ("A secret is not written into the configuration, which is shown and copied: put it into a file and"
                                + " give %s, or into an environment variable and give %s.")
                        .formatted(file, variable));
    }

    private void checkNeeded(Section section) {
        var shape = section.shape();
        for (var key : shape.keys()) {
            if (key.isNeeded() && !section.has(key.name())) {
                add(
                        section.where(),
                        "'%s' is missing%s: it is %s".formatted(key.name(), shape.in(), lowerFirst(key.meaning())));
            }
        }
        for (var rule : shape.rules()) {
            switch (rule) {
                case ExactlyOne one -> {
                    if (present(section, one.keys()).isEmpty()) {
                        add(section.where(), "One of %s is missing%s.".formatted(either(one.keys()), shape.in()));
                    }
                    refuseMany(section, one.keys());
                }
                case AtMostOne one -> refuseMany(section, one.keys());
                case Needs needs -> {
                    if (section.has(needs.key())
                            && present(section, needs.others()).isEmpty()) {
                        add(
                                section.whereIs(needs.key()),
                                "'%s'%s needs %s beside it."
                                        .formatted(needs.key(), shape.in(), either(needs.others())));
                    }
                }
            }
        }
    }

    private void refuseMany(Section section, List<String> keys) {
        var present = present(section, keys);
        if (present.size() > 1) {
            add(
                    section.whereIs(present.getLast()),
                    "'%s'%s cannot be beside '%s': give one of them."
                            .formatted(present.getLast(), section.shape().in(), present.getFirst()));
        }
    }

    private static List<String> present(Section section, List<String> keys) {
        return keys.stream().filter(section::has).toList();
    }

    private static String either(List<String> keys) {
        return String.join(" or ", keys.stream().map("'%s'"::formatted).toList());
    }

    private static String lowerFirst(String sentence) {
        return Character.toLowerCase(sentence.charAt(0)) + sentence.substring(1);
    }

    /** What a node holds; nothing if that is wrong, which is then among the mistakes. */
    private Optional<Value> value(YamlNode node, Type type, String key) {
        if (node instanceof Refused) {
            return Optional.empty();
        }
        if (node instanceof Text text && text.isNothing()) {
            add(node.where(), "%s has no value: it must be %s. Or remove the key.".formatted(key, type.words()));
            return Optional.empty();
        }
        return switch (type) {
            case Type.Group group -> Optional.of(new Value(read(node, group.shape()), node.where()));
            case Type.WordOr choice -> wordOr(node, choice, key);
            case Type.Several several -> several(node, several, key);
            case Type.Headers headers -> headers(node, key);
            default ->
                node instanceof Text text
                        ? source.variables
                                .expand(text.text(), text.where(), source.mistakes)
                                .flatMap(expanded -> new ScalarReader(source)
                                        .read(expanded, text, type, key)
                                        .map(held -> new Value(held, text.where())))
                        : misfit(node, type, key);
        };
    }

    private Optional<Value> wordOr(YamlNode node, Type.WordOr choice, String key) {
        if (node instanceof Text text) {
            return text.text().equals(choice.word())
                    ? Optional.of(new Value(choice.word(), node.where()))
                    : misfit(node, choice, key);
        }
        return Optional.of(new Value(read(node, choice.shape()), node.where()));
    }

    private Optional<Value> several(YamlNode node, Type.Several several, String key) {
        if (!(node instanceof Items items)) {
            return several.orOne()
                    ? value(node, several.each(), key).map(one -> new Value(new ValueList(List.of(one)), node.where()))
                    : misfit(node, several, key);
        }
        if (items.items().size() < several.least()) {
            add(
                    node.where(),
                    "%s needs %d at least, and has %d."
                            .formatted(key, several.least(), items.items().size()));
        }
        var values = new ArrayList<Value>();
        items.items().forEach(item -> value(item, several.each(), key).ifPresent(values::add));
        return Optional.of(new Value(new ValueList(values), node.where()));
    }

    private Optional<Value> headers(YamlNode node, String key) {
        if (!(node instanceof Group group)) {
            return misfit(node, new Type.Headers(), key);
        }
        Map<String, String> headers = new LinkedHashMap<>();
        for (var entry : group.entries()) {
            if (headers.keySet().stream().anyMatch(entry.key()::equalsIgnoreCase)) {
                add(entry.where(), "The header %s is here twice.".formatted(entry.key()));
            }
            new HeaderRules(source).value(entry).ifPresent(value -> headers.put(entry.key(), value));
        }
        return Optional.of(new Value(new HeaderMap(headers), node.where()));
    }

    private Optional<Value> misfit(YamlNode node, Type type, String key) {
        add(node.where(), "%s must be %s, and this is %s.".formatted(key, type.words(), node.kind()));
        return Optional.empty();
    }

    private void add(Where where, String sentence) {
        source.mistakes.add(where, sentence);
    }
}
