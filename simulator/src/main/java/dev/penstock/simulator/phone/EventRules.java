package dev.penstock.simulator.phone;

import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.check.Openings;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the phone does when a person does something. Always called under the session's lock. */
final class EventRules {

    private final FlowPlay play;
    private final PhoneSetup setup;
    private final Asking asking;
    private final ActionRules actions;
    private final InputEvents inputs;

    EventRules(FlowPlay play, PhoneSetup setup, Asking asking, ActionRules actions, InputEvents inputs) {
        this.play = play;
        this.setup = setup;
        this.asking = asking;
        this.actions = actions;
        this.inputs = inputs;
    }

    void apply(PhoneEvent event) {
        if (event instanceof PhoneEvent.Close) {
            play.close();
            return;
        }
        if (play.loading.isPresent()) {
            return;
        }
        switch (event) {
            case PhoneEvent.Open open -> open();
            case PhoneEvent.Close close -> play.close();
            case PhoneEvent.Back back -> back();
            case PhoneEvent.Retry retry -> retry();
            case PhoneEvent.Change change -> inputs.change(change);
            case PhoneEvent.Leave leave -> inputs.leave(leave);
            case PhoneEvent.Select select -> inputs.select(select);
            case PhoneEvent.Remove remove -> inputs.remove(remove);
            case PhoneEvent.Tap tap -> play.find(tap.key()).ifPresent(placed -> tap(placed, tap.item()));
        }
        play.settle();
        actions.render();
    }

    /** A file was chosen and is wanted by a picker. */
    void attach(String key, String fileName, String mimeType, byte[] file) {
        inputs.attach(key, fileName, mimeType, file);
        play.settle();
    }

    private void open() {
        if (play.isOpen || !play.isButtonEnabled || play.flow.screens().isEmpty()) {
            return;
        }
        play.close();
        play.isOpen = true;
        boolean asks = setup.startScreen().isEmpty() && play.flow.hasEndpoint() && asking.hasLine();
        if (asks) {
            asking.ask("INIT", "", Map.of(), Asking.Asker.NOBODY);
            return;
        }
        Optional<String> problem = openingProblem();
        if (problem.isPresent()) {
            play.failWith(problem.get());
            return;
        }
        setup.startScreen()
                .or(() -> play.flow.routing().entryScreens().stream().findFirst())
                .flatMap(play.flow::screen)
                .or(() -> Optional.of(play.flow.screens().getFirst()))
                .ifPresent(screen -> play.show(screen, startData(screen)));
    }

    /**
     * A screen that nobody gives data shows its examples, as a preview does (Meta's documentation of data of screens).
     */
    private Map<String, Object> startData(FlowScreen screen) {
        return setup.startScreen().isPresent() ? setup.startData() : ExampleData.of(screen);
    }

    /**
     * What is wrong with the screen and data that the message opens the Flow with; nothing if it leaves both to the
     * Flow. A screen that is there is opened although it is no entry screen, so that a developer can look at any: Meta
     * refuses to send such a message, and the Graph emulator does too.
     */
    private Optional<String> openingProblem() {
        if (setup.startScreen().isEmpty()) {
            return Optional.empty();
        }
        var screen = setup.startScreen().get();
        boolean isThere = play.flow.screen(screen).isPresent();
        List<String> problems = Openings.check(play.flow, screen, setup.startData()).stream()
                .filter(violation -> !violation.isWarning())
                .filter(violation -> !isThere || !violation.path().endsWith(".screen"))
                .map(ResponseViolation::toString)
                .toList();
        return problems.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        "The message opens the Flow in a way that does not fit it. " + String.join(" ", problems));
    }

    private void retry() {
        if (play.failure.filter(FlowPlay.Failure::canRetry).isPresent()) {
            play.failure = Optional.empty();
            asking.again();
        }
    }

    private void back() {
        Optional<Visit> left = play.visits.current();
        if (left.isEmpty() || !play.visits.canGoBack()) {
            play.close();
        } else if (left.get().screen.refreshesOnBack() && asking.hasLine()) {
            asking.ask("BACK", left.get().id(), Map.of(), Asking.Asker.NOBODY);
        } else {
            play.visits.pop();
            play.visits.current().ifPresent(Visit::clearErrors);
        }
    }

    private void tap(Placed placed, Optional<String> item) {
        Visit visit = play.visits.current().orElseThrow();
        Resolver resolver = play.resolver(visit);
        Optional<ObjectNode> own = placed.node().object("on-click-action");
        if (placed.type().equals("Footer")) {
            if (!resolver.flag(placed.node(), "enabled", true)) {
                return;
            }
            if (isFilledIn(visit, resolver)) {
                actions.run(own, placed, Optional.empty());
            } else {
                play.lookAtFirstMistake();
            }
            return;
        }
        Optional<Object> ofItem =
                item.flatMap(id -> Options.action(placed.node(), "list-items", id, "on-click-action", resolver));
        actions.run(ofItem.isPresent() ? ofItem : own, placed, item);
    }

    /** Checks every input that can be seen, and shows what is wrong. */
    private static boolean isFilledIn(Visit visit, Resolver resolver) {
        var fields = new FieldState(visit, resolver);
        boolean isGood = true;
        for (Placed placed : resolver.visible(visit.screen)) {
            if (placed.isInput() && resolver.flag(placed.node(), "enabled", true)) {
                visit.checked.add(placed.name());
                isGood &= InputRules.problem(placed, fields.value(placed), resolver)
                        .isEmpty();
            }
        }
        return isGood;
    }
}
