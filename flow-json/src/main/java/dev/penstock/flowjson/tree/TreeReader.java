package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;
import dev.penstock.flowjson.tree.ObjectNode.Member;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Reads objects and arrays; strings, numbers and words are the scanner's. Recursion is bounded by the depth limit. */
final class TreeReader {

    private final TextScanner scanner;
    private final List<JsonTree.RepeatedKey> repeatedKeys = new ArrayList<>();
    private int depth;
    private int values;

    TreeReader(String text) {
        this.scanner = new TextScanner(text);
    }

    JsonTree read() {
        scanner.skipBlanks();
        Node root = value(NodePath.ROOT);
        scanner.skipBlanks();
        if (!scanner.atEnd()) {
            throw scanner.refuse("The document ends here, but the text goes on. Remove what follows.");
        }
        return new JsonTree(root, repeatedKeys);
    }

    private Node value(NodePath path) {
        if (++values > JsonLimits.MAX_VALUES) {
            throw scanner.refuse("The document has more than %,d values.".formatted(JsonLimits.MAX_VALUES));
        }
        return switch (scanner.peek()) {
            case '{' -> nested(path, true);
            case '[' -> nested(path, false);
            case '"' -> scanner.string(path);
            case 't' -> new BooleanNode(path, scanner.word("true"), true);
            case 'f' -> new BooleanNode(path, scanner.word("false"), false);
            case 'n' -> new NullNode(path, scanner.word("null"));
            default -> scanner.number(path);
        };
    }

    private Node nested(NodePath path, boolean isObject) {
        if (++depth > JsonLimits.MAX_DEPTH) {
            throw scanner.refuse("The document nests deeper than %d levels.".formatted(JsonLimits.MAX_DEPTH));
        }
        Node node = isObject ? object(path) : array(path);
        depth--;
        return node;
    }

    private ObjectNode object(NodePath path) {
        int line = scanner.line();
        int column = scanner.column();
        Map<String, Member> members = new LinkedHashMap<>();
        scanner.next();
        scanner.skipBlanks();
        while (scanner.peek() != '}') {
            if (!members.isEmpty()) {
                comma('}');
            }
            member(path, members);
            scanner.skipBlanks();
        }
        scanner.next();
        return new ObjectNode(path, scanner.rangeFrom(line, column), members);
    }

    private void member(NodePath path, Map<String, Member> members) {
        if (scanner.peek() != '"') {
            throw scanner.refuse("Expected a property name in double quotes.");
        }
        StringNode key = scanner.string(path);
        if (key.value().length() > JsonLimits.MAX_KEY_LENGTH) {
            throw scanner.refuse("A property name is longer than %,d characters.".formatted(JsonLimits.MAX_KEY_LENGTH));
        }
        scanner.skipBlanks();
        if (scanner.peek() != ':') {
            throw scanner.refuse("Expected a colon after the property name.");
        }
        scanner.next();
        scanner.skipBlanks();
        NodePath child = path.child(key.value());
        Member member = new Member(key.value(), key.range(), value(child));
        if (members.put(key.value(), member) != null) {
            repeatedKeys.add(new JsonTree.RepeatedKey(child, key.range()));
        }
    }

    private ArrayNode array(NodePath path) {
        int line = scanner.line();
        int column = scanner.column();
        List<Node> items = new ArrayList<>();
        scanner.next();
        scanner.skipBlanks();
        while (scanner.peek() != ']') {
            if (!items.isEmpty()) {
                comma(']');
            }
            items.add(value(path.child(items.size())));
            scanner.skipBlanks();
        }
        scanner.next();
        return new ArrayNode(path, scanner.rangeFrom(line, column), items);
    }

    private void comma(char end) {
        if (scanner.peek() != ',') {
            throw scanner.refuse("Expected a comma or %s.".formatted(end));
        }
        TextRange comma = scanner.here();
        scanner.next();
        scanner.skipBlanks();
        if (scanner.peek() == end) {
            throw new JsonTextException("Remove the comma before %s.".formatted(end), comma);
        }
    }
}
