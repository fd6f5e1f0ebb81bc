package dev.penstock.flowjson.internal.rules.placement;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.List;
import java.util.Set;

/** INVALID_PROPERTY_VALUE for components that stand where they may not: in branches, or beside others on the screen. */
final class InvalidPlacement implements Rule {

    private static final String CODE = "INVALID_PROPERTY_VALUE";
    private static final int MAX_IF_DEPTH = 3;

    private static final Set<String> IN_BRANCHES = Set.of(
            "TextHeading",
            "TextSubheading",
            "TextBody",
            "TextCaption",
            "CheckboxGroup",
            "DatePicker",
            "Dropdown",
            "EmbeddedLink",
            "Footer",
            "Image",
            "OptIn",
            "RadioButtonsGroup",
            "TextArea",
            "TextInput",
            "Switch",
            "If");

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            for (FlowComponent component : screen.components()) {
                if (!component.branches().isEmpty()) {
                    checkBranch(component, document, findings);
                }
                if (component.type().equals("Form") && component.form().isPresent()) {
                    findings.error(CODE, type(component), "A Form cannot stand inside another. Take it out.");
                }
                if (component.type().equals("If")) {
                    checkThen(component.node(), findings);
                }
            }
            checkRichText(screen, document, findings);
            checkNavigationList(screen, findings);
        }
    }

    private static Node type(FlowComponent component) {
        return component.node().get("type").orElse(component.node());
    }

    private static void checkBranch(FlowComponent component, Document document, Findings findings) {
        String type = component.type();
        String owner = component.branches().getLast().owner().text("type").orElse("");
        boolean isChip = type.equals("ChipsSelector") && document.isAtLeast(7, 1);
        boolean isNestedInSwitch = owner.equals("Switch") && (type.equals("If") || type.equals("Switch"));
        if (Schemas.component(type).isPresent() && (isNestedInSwitch || (!IN_BRANCHES.contains(type) && !isChip))) {
            findings.error(CODE, type(component), "%s cannot stand inside %s. Move it out.".formatted(type, owner));
        }
        long depth = component.branches().stream()
                .filter(branch -> branch.owner().text("type").orElse("").equals("If"))
                .count();
        if (type.equals("If") && depth >= MAX_IF_DEPTH) {
            findings.error(
                    CODE, type(component), "If may nest %d levels deep. Join the conditions.".formatted(MAX_IF_DEPTH));
        }
    }

    private static void checkThen(ObjectNode node, Findings findings) {
        node.array("then")
                .filter(then -> then.items().isEmpty())
                .ifPresent(then -> findings.error(
                        CODE, then, "The branch then needs one component at least. Add one, or negate the condition."));
    }

    private static void checkRichText(FlowScreen screen, Document document, Findings findings) {
        List<FlowComponent> rich = of(screen, "RichText");
        boolean mayHaveFooter = document.isAtLeast(6, 3);
        boolean isAlone = screen.components().stream()
                .allMatch(component -> component.type().equals("RichText")
                        || (mayHaveFooter && component.type().equals("Footer")));
        if (!rich.isEmpty() && (!isAlone || rich.size() > 1)) {
            findings.error(
                    CODE,
                    type(rich.getFirst()),
                    mayHaveFooter
                            ? "RichText shares its screen with a Footer only. Move the rest to another screen."
                            : "RichText stands alone on its screen before Flow JSON 6.3. Move the rest to another"
                                    + " screen.");
        }
    }

    private static void checkNavigationList(FlowScreen screen, Findings findings) {
        List<FlowComponent> lists = of(screen, "NavigationList");
        if (lists.isEmpty()) {
            return;
        }
        if (lists.size() != screen.components().size()) {
            findings.error(
                    CODE,
                    type(lists.getFirst()),
                    "NavigationList shares its screen with nothing else. Move the rest to another screen.");
        }
        if (screen.isTerminal()) {
            findings.error(
                    CODE,
                    type(lists.getFirst()),
                    "NavigationList cannot stand on a terminal screen. Move it to another.");
        }
    }

    private static List<FlowComponent> of(FlowScreen screen, String type) {
        return screen.components().stream()
                .filter(component -> component.type().equals(type))
                .toList();
    }
}
