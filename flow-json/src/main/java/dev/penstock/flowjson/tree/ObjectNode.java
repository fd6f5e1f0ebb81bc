package dev.penstock.flowjson.tree;

import dev.penstock.flowjson.text.TextRange;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A JSON object.
 *
 * @param path where in the tree it stands
 * @param range where in the text it stands, braces included
 * @param members its properties in the order of the text
 */
public record ObjectNode(NodePath path, TextRange range, Map<String, Member> members) implements Node {

    /**
     * One property of an object.
     *
     * @param key its name
     * @param keyRange where the name stands in the text, quotes included
     * @param value its value
     */
    public record Member(String key, TextRange keyRange, Node value) {}

    /** Copies the properties. */
    public ObjectNode {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    @Override
    public String kind() {
        return "object";
    }

    /**
     * Tells whether a property is there, whatever its value.
     *
     * @param key the name
     * @return true if it is there
     */
    public boolean has(String key) {
        return members.containsKey(key);
    }

    /**
     * Finds a property.
     *
     * @param key the name
     * @return the property, or nothing if it is absent
     */
    public Optional<Member> member(String key) {
        return Optional.ofNullable(members.get(key));
    }

    /**
     * Finds the value of a property.
     *
     * @param key the name
     * @return the value, or nothing if the property is absent
     */
    public Optional<Node> get(String key) {
        return member(key).map(Member::value);
    }

    /**
     * Finds the value of a property that is an object.
     *
     * @param key the name
     * @return the object, or nothing if the property is absent or of another type
     */
    public Optional<ObjectNode> object(String key) {
        return get(key).filter(ObjectNode.class::isInstance).map(ObjectNode.class::cast);
    }

    /**
     * Finds the value of a property that is an array.
     *
     * @param key the name
     * @return the array, or nothing if the property is absent or of another type
     */
    public Optional<ArrayNode> array(String key) {
        return get(key).filter(ArrayNode.class::isInstance).map(ArrayNode.class::cast);
    }

    /**
     * Finds the value of a property that is a string.
     *
     * @param key the name
     * @return the string with its position, or nothing if the property is absent or of another type
     */
    public Optional<StringNode> string(String key) {
        return get(key).filter(StringNode.class::isInstance).map(StringNode.class::cast);
    }

    /**
     * Finds the text of a property that is a string.
     *
     * @param key the name
     * @return the text, or nothing if the property is absent or of another type
     */
    public Optional<String> text(String key) {
        return string(key).map(StringNode::value);
    }

    /**
     * Tells whether a property is literally {@code true}.
     *
     * @param key the name
     * @return true only for the JSON value {@code true}
     */
    public boolean isTrue(String key) {
        return members.get(key) instanceof Member member && member.value() instanceof BooleanNode flag && flag.value();
    }

    /**
     * Tells whether a property is literally {@code false}.
     *
     * @param key the name
     * @return true only for the JSON value {@code false}
     */
    public boolean isFalse(String key) {
        return members.get(key) instanceof Member member && member.value() instanceof BooleanNode flag && !flag.value();
    }
}
