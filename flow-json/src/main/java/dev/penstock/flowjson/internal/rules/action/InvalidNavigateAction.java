package dev.penstock.flowjson.internal.rules.action;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Source;
import dev.penstock.flowjson.expression.PropertyText;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.typing.Compatibility;
import dev.penstock.flowjson.internal.typing.PayloadTypes;
import dev.penstock.flowjson.model.DataModel;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.ObjectNode.Member;
import dev.penstock.flowjson.tree.StringNode;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME and INVALID_NAVIGATE_ACTION_PAYLOAD. A number that is carried on a second
 * time is a warning: it was reported to arrive as a text.
 */
final class InvalidNavigateAction implements Rule {

    private static final String PAYLOAD = "INVALID_NAVIGATE_ACTION_PAYLOAD";

    @Override
    public void check(Document document, Findings findings) {
        FlowJson flow = document.flow();
        Map<String, Set<String>> carried = carried(flow);
        for (FlowScreen screen : flow.screens()) {
            var types = new PayloadTypes(flow, screen);
            for (FlowAction action : screen.actions()) {
                if (action.name().equals("navigate") && action.target().isPresent()) {
                    check(flow, screen, action, types, findings);
                    checkNumbers(flow, action, carried.getOrDefault(screen.id(), Set.of()), types, findings);
                }
            }
        }
    }

    /** By screen the names of the data that other screens carry there. */
    private static Map<String, Set<String>> carried(FlowJson flow) {
        Map<String, Set<String>> carried = new HashMap<>();
        for (FlowScreen screen : flow.screens()) {
            for (FlowAction action : screen.actions()) {
                if (action.name().equals("navigate")) {
                    action.target()
                            .ifPresent(target -> carried.computeIfAbsent(target, any -> new HashSet<>())
                                    .addAll(action.payload()
                                            .map(payload -> payload.members().keySet())
                                            .orElse(Set.of())));
                }
            }
        }
        return carried;
    }

    private static void checkNumbers(
            FlowJson flow, FlowAction action, Set<String> carried, PayloadTypes types, Findings findings) {
        Map<String, DataModel.Property> declared = action.target()
                .flatMap(flow::screen)
                .map(target -> target.dataModel().properties())
                .orElse(Map.of());
        for (Member member :
                action.payload().map(ObjectNode::members).orElse(Map.of()).values()) {
            DataModel.Property property = declared.get(member.key());
            if (property != null
                    && property.type() instanceof DataType.Numeric
                    && types.of(member.value()) instanceof DataType.Numeric
                    && isCarriedOn(member.value(), carried)) {
                findings.warning(
                        PAYLOAD,
                        member.value(),
                        ("This number is carried on a second time. It was reported to arrive as a text then, which"
                                        + " fails where a number is declared. Bind the last screen to where it was put"
                                        + " in, such as ${screen.FIRST.form.%s}.")
                                .formatted(Excerpt.of(member.key()).replace("'", "")));
            }
        }
    }

    private static boolean isCarriedOn(Node value, Set<String> carried) {
        return value instanceof StringNode text
                && PropertyText.of(text.value()) instanceof PropertyText.Binding binding
                && binding.reference().source() == Source.DATA
                && binding.reference().screen().isEmpty()
                && carried.contains(binding.reference().name());
    }

    private static void check(
            FlowJson flow, FlowScreen screen, FlowAction action, PayloadTypes types, Findings findings) {
        String name = action.target().orElseThrow();
        Optional<FlowScreen> target = flow.screen(name);
        Node place = action.node().object("next").orElseThrow().get("name").orElseThrow();
        if (target.isEmpty()) {
            findings.error(
                    "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
                    place,
                    "There is no screen %s. Correct the name.".formatted(Excerpt.of(name)));
        } else if (name.equals(screen.id())) {
            findings.error(
                    "INVALID_NAVIGATE_ACTION_NEXT_SCREEN_NAME",
                    place,
                    "A screen cannot navigate to itself. Name another.");
        } else {
            checkPayload(action, target.get(), types, findings);
        }
    }

    private static void checkPayload(FlowAction action, FlowScreen target, PayloadTypes types, Findings findings) {
        DataModel model = target.dataModel();
        Map<String, Member> given = action.payload().map(ObjectNode::members).orElse(Map.of());
        for (Member member : given.values()) {
            DataModel.Property declared = model.properties().get(member.key());
            if (declared == null) {
                findings.error(
                        PAYLOAD,
                        member,
                        "The data of screen %s does not declare %s. Declare it there, or remove it here."
                                .formatted(Excerpt.of(target.id()), Excerpt.of(member.key())));
                continue;
            }
            DataType type = types.of(member.value());
            if (!Compatibility.fits(declared.type(), type)) {
                findings.error(
                        PAYLOAD,
                        member.value(),
                        "Screen %s declares %s as %s, but this is %s."
                                .formatted(
                                        Excerpt.of(target.id()),
                                        Excerpt.of(member.key()),
                                        declared.type().describe(),
                                        type.describe()));
            }
        }
        for (String name : model.properties().keySet()) {
            if (!given.containsKey(name)) {
                findings.error(
                        PAYLOAD,
                        action.node().get("payload").orElse(action.node()),
                        "Screen %s needs %s. Add it to the payload."
                                .formatted(Excerpt.of(target.id()), Excerpt.of(name)));
            }
        }
    }
}
