package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.ArrayDeque;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** Runs the actions of a Flow JSON. Always called under the session's lock, while a screen is shown. */
final class ActionRules {

    private static final String SELECT = "on-select-action";

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
        String property = isOn ? SELECT : "on-unselect-action";
        option.ifPresent(id -> run(
                Options.action(input.node(), "data-source", id, property, play.resolver(visit())),
                input,
                Optional.empty()));
        Optional<ObjectNode> own = input.node().object(property);
        // Without an action of its own, unselecting runs the one for selecting (Meta's documentation of components).
        run(isOn ? own : own.or(() -> input.node().object(SELECT)), input, Optional.empty());
    }

    /** Runs what an option wants done when another one takes its place; the component itself is still selected. */
    void giveWay(Placed input, String option) {
        run(
                Options.action(input.node(), "data-source", option, "on-unselect-action", play.resolver(visit())),
                input,
                Optional.empty());
    }

    /**
     * Runs the select actions that Flow JSON 6.0 to 6.3 also runs when a screen is rendered (Meta's documentation of
     * versions), once for each visit. Which components do so is not documented; here it is those that something is
     * selected in. When one asks the endpoint, those after it wait for the answer.
     */
    void render() {
        while (play.loading.isEmpty() && play.failure.isEmpty()) {
            Optional<Placed> next = play.visits.current().flatMap(this::nextRendered);
            if (next.isEmpty()) {
                return;
            }
            run(next.get().node().object(SELECT), next.get(), Optional.empty());
            play.settle();
        }
    }

    private Optional<Placed> nextRendered(Visit visit) {
        if (!play.actsOnRender()) {
            return Optional.empty();
        }
        Resolver resolver = play.resolver(visit);
        if (visit.selectedAtFirst == null) {
            visit.selectedAtFirst = resolver.visible(visit.screen).stream()
                    .filter(placed -> placed.isInput() && placed.node().has(SELECT))
                    .filter(placed -> !InputRules.isEmpty(visit.form.get(placed.name())))
                    .map(Placed::key)
                    .collect(Collectors.toCollection(ArrayDeque::new));
        }
        while (!visit.selectedAtFirst.isEmpty()) {
            String key = visit.selectedAtFirst.remove();
            Optional<Placed> placed = play.find(key).filter(each -> asking.hasLine() || !asksEndpoint(each));
            if (placed.isPresent()) {
                return placed;
            }
        }
        return Optional.empty();
    }

    private static boolean asksEndpoint(Placed placed) {
        return placed.node()
                .object(SELECT)
                .flatMap(action -> action.text("name"))
                .filter("data_exchange"::equals)
                .isPresent();
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
        Visit from = visit();
        Optional<FlowScreen> target = play.flow.screen(step.target());
        if (target.isEmpty() || !play.flow.routing().allows(from.id(), step.target())) {
            play.failWith(
                    "The routing model has no way from screen %s to screen %s.".formatted(from.id(), step.target()));
            return;
        }
        Carried carried = Carried.of(play, from, target.get(), step);
        if (!carried.problems().isEmpty()) {
            play.failWith("What screen %s carries to screen %s does not fit: %s."
                    .formatted(from.id(), step.target(), String.join("; ", carried.problems())));
            return;
        }
        carried.warnings()
                .forEach(text -> play.note(
                        new PhoneRemark(false, "From screen %s to %s: %s".formatted(from.id(), step.target(), text))));
        play.show(target.get(), carried.data(), Masking.of(play.flow).of(step, play.visits));
        visit().carried.addAll(carried.data().keySet());
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
        Optional<String> problem = FileRules.responseProblem(step.payload());
        if (problem.isPresent()) {
            play.tell(problem.get());
            return;
        }
        Map<String, Object> response = step.outgoing(true);
        response.put("flow_token", flowToken);
        play.finish(response, Masking.of(play.flow).of(step, play.visits));
    }

    private void update(Step step) {
        Visit visit = visit();
        var declared = visit.screen.dataModel().properties().keySet();
        if (!declared.containsAll(step.payload().keySet())) {
            play.tell("The Flow JSON updates data that screen %s does not declare.".formatted(visit.id()));
            return;
        }
        visit.data.putAll(step.payload());
        visit.shown.putAll(Masking.of(play.flow).of(step, play.visits));
    }
}
