package dev.penstock.gateway.config;

import java.util.List;

/** YAML with the place of everything, before anybody asked what it means. */
sealed interface YamlNode {

    Where where();

    /** How a message calls it. */
    String kind();

    /** A word, a number, a text: whatever is no list and no group. */
    record Text(String text, boolean isPlain, Where where) implements YamlNode {

        @Override
        public String kind() {
            return isNothing() ? "nothing" : "a text";
        }

        boolean isNothing() {
            return isPlain && (text.isEmpty() || text.equals("~") || text.equals("null"));
        }
    }

    /** Something that is among the mistakes already. */
    record Refused(Where where) implements YamlNode {

        @Override
        public String kind() {
            return "nothing that is understood here";
        }
    }

    /** {@code - one after the other}. */
    record Items(List<YamlNode> items, Where where) implements YamlNode {

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** {@code key: value}. */
    record Group(List<Entry> entries, Where where) implements YamlNode {

        @Override
        public String kind() {
            return "a group of keys";
        }
    }

    /** One key of a group. */
    record Entry(String key, Where where, YamlNode value) {}
}
