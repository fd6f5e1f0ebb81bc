package dev.penstock.simulator.phone;

import dev.penstock.flowjson.tree.ObjectNode;
import java.util.Optional;

/** A component that is on the screen now, and the form around it. */
record Placed(ObjectNode node, Optional<ObjectNode> form) {

    String key() {
        return node.path().toString();
    }

    String type() {
        return node.text("type").orElse("");
    }

    String name() {
        return node.text("name").orElse("");
    }

    boolean isInput() {
        return InputRules.INPUTS.contains(type());
    }
}
