package dev.penstock.flowjson.internal.rules.document;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.model.RoutingModel;
import dev.penstock.flowjson.tree.ArrayNode;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.flowjson.tree.StringNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * INVALID_ROUTING_MODEL. Cycles and dead ends are warnings: they are documented as wrong, but were seen to be accepted.
 */
final class InvalidRoutingModel implements Rule {

    private static final String CODE = "INVALID_ROUTING_MODEL";
    private static final int MAX_BRANCHES = 10;

    @Override
    public void check(Document document, Findings findings) {
        FlowJson flow = document.flow();
        Optional<ObjectNode> declared = flow.root().object("routing_model");
        if (declared.isPresent()) {
            checkEntries(declared.get(), flow, findings);
            checkMentions(declared.get(), flow, findings);
            checkNavigation(flow, findings);
        } else {
            warnOfBranches(flow, findings);
        }
        if (flow.screens().size() > 1) {
            checkGraph(flow, declared, findings);
        }
    }

    private static void checkEntries(ObjectNode model, FlowJson flow, Findings findings) {
        model.members().forEach((from, member) -> {
            if (flow.screen(from).isEmpty()) {
                findings.error(
                        CODE, member, "There is no screen %s. Correct or remove it.".formatted(Excerpt.of(from)));
            }
            if (!(member.value() instanceof ArrayNode targets)) {
                return;
            }
            if (targets.items().size() > MAX_BRANCHES) {
                findings.error(CODE, member, "A screen may lead to %d screens at most.".formatted(MAX_BRANCHES));
            }
            targets.strings().forEach(target -> checkTarget(from, target, flow, findings));
        });
    }

    private static void checkTarget(String from, StringNode target, FlowJson flow, Findings findings) {
        if (target.value().equals(from)) {
            findings.error(CODE, target, "A screen may always lead to itself. Remove it from its own list.");
        } else if (flow.screen(target.value()).isEmpty()) {
            findings.error(
                    CODE, target, "There is no screen %s. Correct or remove it.".formatted(Excerpt.of(target.value())));
        } else if (flow.routing().after(target.value()).contains(from)) {
            findings.warning(
                    CODE,
                    target,
                    "%s leads back to %s, but the way back is implied. List the way forward only."
                            .formatted(Excerpt.of(target.value()), Excerpt.of(from)));
        }
    }

    private static void checkMentions(ObjectNode model, FlowJson flow, Findings findings) {
        Set<String> mentioned = new HashSet<>(model.members().keySet());
        model.members().keySet().forEach(from -> mentioned.addAll(flow.routing().after(from)));
        for (FlowScreen screen : flow.screens()) {
            if (!mentioned.contains(screen.id()) && !screen.isTerminal()) {
                findings.error(
                        CODE,
                        screen.node().get("id").orElse(screen.node()),
                        "The routing model does not mention this screen. Add it with the screens that may follow it.");
            }
        }
    }

    private static void checkNavigation(FlowJson flow, Findings findings) {
        for (FlowScreen screen : flow.screens()) {
            for (FlowAction action : screen.actions()) {
                if (action.name().equals("navigate")) {
                    action.target()
                            .flatMap(flow::screen)
                            .filter(target -> !target.id().equals(screen.id()))
                            .filter(target -> !flow.routing().after(screen.id()).contains(target.id()))
                            .ifPresent(target -> missingEdge(flow, screen, target, action, findings));
                }
            }
        }
    }

    /** A step against an edge was seen to be accepted, since the way back is always open. */
    private static void missingEdge(
            FlowJson flow, FlowScreen from, FlowScreen to, FlowAction action, Findings findings) {
        Node next = action.node().get("next").orElseThrow();
        if (flow.routing().after(to.id()).contains(from.id())) {
            findings.warning(
                    CODE,
                    next,
                    "This leads back to %s, against the routing model. Let the user go back instead."
                            .formatted(Excerpt.of(to.id())));
        } else {
            findings.error(
                    CODE,
                    next,
                    "This leads to %s, but the routing model does not. Add %s to the list of %s."
                            .formatted(Excerpt.of(to.id()), Excerpt.of(to.id()), Excerpt.of(from.id())));
        }
    }

    /** Reported from the field: the derived model misses these actions, and the phone then refuses the step. */
    private static void warnOfBranches(FlowJson flow, Findings findings) {
        for (FlowScreen screen : flow.screens()) {
            for (FlowAction action : screen.actions()) {
                if (action.name().equals("navigate")
                        && !action.component().branches().isEmpty()) {
                    findings.warning(
                            CODE,
                            action.node(),
                            "Without a routing model, phones were seen to refuse a step that starts inside If or"
                                    + " Switch. Declare routing_model.");
                }
            }
        }
    }

    private static void checkGraph(FlowJson flow, Optional<ObjectNode> declared, Findings findings) {
        RoutingModel routing = flow.routing();
        var graph = new RoutingGraph(flow);
        var place = declared.<Node>map(model -> model).orElse(flow.root());
        if (routing.entryScreens().isEmpty()) {
            findings.error(
                    CODE,
                    place,
                    "No screen is free of screens before it, so the Flow cannot open. Remove one of the edges.");
        } else if (graph.hasCycle()) {
            findings.warning(CODE, place, "The screens lead round in a circle. List the ways forward only.");
        }
        Set<String> connected = graph.connectedWithFirst();
        for (FlowScreen screen : flow.screens()) {
            var id = screen.node().get("id").orElse(screen.node());
            if (!connected.contains(screen.id())) {
                if (declared.isPresent()) {
                    findings.error(
                            CODE, id, "Nothing connects this screen with the first one. Add the edge that does.");
                } else {
                    findings.warning(
                            CODE,
                            id,
                            "Nothing leads to this screen, and it leads nowhere. Remove it or navigate to it.");
                }
            } else if (!graph.reachesEnd(screen.id())) {
                findings.warning(
                        CODE,
                        id,
                        "No way from this screen leads to a terminal screen, so the user cannot finish there.");
            }
        }
    }
}
