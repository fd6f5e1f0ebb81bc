package dev.penstock.flowjson.internal.rules.placement;

import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;

/** MISSING_FOOTER_IN_IF_ELSE_BRANCHES and MISSING_FOOTER_IN_SWITCH_BRANCHES: all branches have a Footer, or none. */
final class MissingFooterInBranches implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            for (FlowComponent component : screen.components()) {
                switch (component.type()) {
                    case "If" -> checkIf(component.node(), findings);
                    case "Switch" -> checkSwitch(component.node(), findings);
                    case "Footer" -> checkDepth(component, findings);
                    default -> {
                        // Holds no branches.
                    }
                }
            }
        }
    }

    private static void checkIf(ObjectNode node, Findings findings) {
        boolean inThen =
                node.get("then").filter(MissingFooterInBranches::hasFooter).isPresent();
        boolean inElse =
                node.get("else").filter(MissingFooterInBranches::hasFooter).isPresent();
        if (inThen != inElse) {
            findings.error(
                    "MISSING_FOOTER_IN_IF_ELSE_BRANCHES",
                    node.get("type").orElse(node),
                    "Only %s has a Footer. Give the other branch one too, or take it out of the If."
                            .formatted(inThen ? "then" : "else"));
        }
    }

    private static void checkSwitch(ObjectNode node, Findings findings) {
        var branches = node.object("cases").stream()
                .flatMap(cases -> cases.members().values().stream())
                .toList();
        long withFooter =
                branches.stream().filter(member -> hasFooter(member.value())).count();
        if (withFooter > 0 && withFooter < branches.size()) {
            findings.error(
                    "MISSING_FOOTER_IN_SWITCH_BRANCHES",
                    node.get("type").orElse(node),
                    "Only some cases have a Footer. Give each case one, or take them out of the Switch.");
        }
    }

    private static boolean hasFooter(Node children) {
        return children instanceof ArrayNode array
                && array.objects().stream()
                        .anyMatch(child -> child.text("type").orElse("").equals("Footer"));
    }

    private static void checkDepth(FlowComponent footer, Findings findings) {
        if (footer.branches().size() > 1) {
            findings.error(
                    "INVALID_PROPERTY_VALUE",
                    footer.node().get("type").orElseThrow(),
                    "A Footer may stand in the first level of If and Switch only. Move it up.");
        }
    }
}
