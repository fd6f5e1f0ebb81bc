package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.Map;
import java.util.Optional;

/** Runs the actions of a Flow JSON. Always called under the session's lock, while a screen is shown. */
final class ActionRules {

    private final FlowPlay play;
    private final String flowToken;
    private final Asking asking;

    ActionRules(FlowPlay play, String flowToken, Asking asking) {
        this.play = play;
        this.flowToken = flowToken;
        this.asking = asking;
    }

    /** Runs what hangs on a selection: the option's own action, then the component's. */
    void select(Placed input, Optional<String> option, boolean isOn) {
        String property = isOn ? "on-select-action" : "on-unselect-action";
        option.ifPresent(id -> run(
                Options.action(input.node(), "data-source", id, property, play.resolver(visit())),
                input,
                Optional.empty()));
        Optional<ObjectNode> own = input.node().object(property);
        // Without an action of its own, unselecting runs the one for selecting (fact sheet, section 6).
        run(isOn ? own : own.or(() -> input.node().object("on-select-action")), input, Optional.empty());
    }

    /**
     * Runs an action, if there is one.
     *
     * @param action its node, or a plain object that came with the data
     * @param owner the component it belongs to
     * @param item the item of a list
     */
    void run(Optional<?> action, Placed owner, Optional<String> item) {
        // An option's own action may have closed the Flow before the component's comes.
        Optional<Step> wanted = play.visits.current().flatMap(visit -> Step.of(action, play.resolver(visit)));
        wanted.ifPresent(step -> {
            switch (step.name()) {
                case "navigate" -> navigate(step);
                case "data_exchange" -> exchange(step, owner, item);
                case "complete" -> complete(step);
                case "update_data" -> update(step);
                case "open_url" -> play.tell("A browser would now open " + step.url());
                default -> play.tell("The Flow JSON asks for an unknown action.");
            }
        });
    }

    private Visit visit() {
        return play.visits.current().orElseThrow();
    }

    private void navigate(Step step) {
        String from = visit().id();
        Optional<FlowScreen> target = play.flow.screen(step.target());
        if (target.isEmpty() || !play.flow.routing().allows(from, step.target())) {
            play.failure = Optional.of(new FlowPlay.Failure(
                    "Something went wrong",
                    "Please try again later.",
                    "The routing model has no way from screen %s to screen %s.".formatted(from, step.target()),
                    false));
            return;
        }
        play.show(target.get(), step.outgoing(false));
    }

    private void exchange(Step step, Placed owner, Optional<String> item) {
        if (!asking.hasLine()) {
            play.tell("This Flow asks an endpoint, but the phone was started without one.");
            return;
        }
        var asker = new Asking.Asker(owner.key(), item, owner.type().equals("NavigationList"));
        asking.ask("data_exchange", visit().id(), step.outgoing(false), asker);
    }

    private void complete(Step step) {
        Map<String, Object> response = step.outgoing(true);
        response.put("flow_token", flowToken);
        play.finish(response);
    }

    private void update(Step step) {
        Visit visit = visit();
        var declared = visit.screen.dataModel().properties().keySet();
        if (!declared.containsAll(step.payload().keySet())) {
            play.tell("The Flow JSON updates data that screen %s does not declare.".formatted(visit.id()));
            return;
        }
        visit.data.putAll(step.payload());
    }
}
