package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.tree.ObjectNode;
import dev.penstock.simulator.phone.ExchangeLog.Purpose;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the phone does when a person does something. Always called under the session's lock. */
final class EventRules {

    private static final int MAX_TYPED = 20_000;

    private final FlowPlay play;
    private final PhoneSetup setup;
    private final Caller caller;
    private final Requests requests;
    private final AnswerRules answers;
    private Runnable again = () -> {};

    EventRules(FlowPlay play, PhoneSetup setup, Caller caller, Requests requests, AnswerRules answers) {
        this.play = play;
        this.setup = setup;
        this.caller = caller;
        this.requests = requests;
        this.answers = answers;
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
            case PhoneEvent.Change change -> input(change.key()).ifPresent(input -> change(input, change.value()));
            case PhoneEvent.Leave leave -> input(leave.key()).ifPresent(this::left);
            case PhoneEvent.Select select -> input(select.key()).ifPresent(input -> select(input, select));
            case PhoneEvent.Tap tap -> play.find(tap.key()).ifPresent(placed -> tap(placed, tap.item()));
            case PhoneEvent.Remove remove -> input(remove.key()).ifPresent(picker -> remove(picker, remove.file()));
        }
        play.settle();
    }

    private Optional<Placed> input(String key) {
        return play.find(key).filter(Placed::isInput).filter(this::isEnabled);
    }

    private boolean isEnabled(Placed placed) {
        return play.visits
                .current()
                .map(visit -> play.resolver(visit).flag(placed.node(), "enabled", true))
                .orElse(false);
    }

    private void open() {
        if (play.isOpen || !play.isButtonEnabled || play.flow.screens().isEmpty()) {
            return;
        }
        play.close();
        play.isOpen = true;
        boolean asks = setup.startScreen().isEmpty() && play.flow.hasEndpoint() && caller.hasLine();
        if (asks) {
            request("INIT", "", Map.of(), Asker.NOBODY);
            return;
        }
        setup.startScreen()
                .or(() -> play.flow.routing().entryScreens().stream().findFirst())
                .flatMap(play.flow::screen)
                .or(() -> Optional.of(play.flow.screens().getFirst()))
                .ifPresent(screen -> play.show(screen, setup.startData()));
    }

    private void retry() {
        if (play.failure.filter(FlowPlay.Failure::canRetry).isPresent()) {
            play.failure = Optional.empty();
            again.run();
        }
    }

    private void back() {
        Optional<Visit> left = play.visits.current();
        if (left.isEmpty() || !play.visits.canGoBack()) {
            play.close();
        } else if (left.get().screen.refreshesOnBack() && caller.hasLine()) {
            request("BACK", left.get().id(), Map.of(), Asker.NOBODY);
        } else {
            play.visits.pop();
            play.visits.current().ifPresent(Visit::clearErrors);
        }
    }

    private void left(Placed input) {
        Visit visit = play.visits.current().orElseThrow();
        // A field that was only passed through says nothing yet; the footer will.
        if (!InputRules.isEmpty(visit.form.get(input.name()))) {
            visit.checked.add(input.name());
        }
    }

    private void change(Placed input, Object value) {
        Visit visit = play.visits.current().orElseThrow();
        boolean isDate = input.type().equals("DatePicker") || input.type().equals("CalendarPicker");
        Object kept = isDate ? day(value) : PlainValue.text(value);
        if (kept instanceof String text && text.length() > MAX_TYPED) {
            return;
        }
        visit.form.put(input.name(), kept);
        visit.corrected.add(input.name());
        if (isDate) {
            run(input, Optional.empty(), true);
        }
    }

    private Object day(Object value) {
        if (value instanceof Map<?, ?> range) {
            Map<String, Object> days = new LinkedHashMap<>();
            FlowDates.iso(range.get("start")).ifPresent(day -> days.put("start-date", day));
            FlowDates.iso(range.get("end")).ifPresent(day -> days.put("end-date", day));
            return days;
        }
        return FlowDates.iso(value).map(play.dates()::toFlow).orElse("");
    }

    private void select(Placed input, PhoneEvent.Select event) {
        Visit visit = play.visits.current().orElseThrow();
        String name = input.name();
        Object before = new FieldState(visit, play.resolver(visit)).value(input);
        if (input.type().equals("OptIn")) {
            visit.form.put(name, event.isOn());
        } else if (!isOpenOption(input, event.option(), visit)) {
            return;
        } else if (before instanceof List<?> chosen) {
            visit.form.put(name, toggled(chosen, event));
        } else {
            visit.form.put(name, event.isOn() ? event.option() : "");
        }
        visit.corrected.add(name);
        if (!visit.form.getOrDefault(name, "").equals(before)) {
            run(input, Optional.of(event.option()).filter(option -> !option.isEmpty()), event.isOn());
        }
    }

    private boolean isOpenOption(Placed input, String id, Visit visit) {
        return Options.of(input.node(), play.resolver(visit)).stream()
                .anyMatch(option ->
                        PlainValue.text(option.get("id")).equals(id) && !Boolean.FALSE.equals(option.get("enabled")));
    }

    private static List<Object> toggled(List<?> chosen, PhoneEvent.Select event) {
        List<Object> now = new ArrayList<>(chosen);
        now.remove(event.option());
        if (event.isOn()) {
            now.add(event.option());
        }
        return now;
    }

    /** Runs what hangs on a selection: the option's own action, then the component's. */
    private void run(Placed input, Optional<String> option, boolean isOn) {
        String property = isOn ? "on-select-action" : "on-unselect-action";
        option.ifPresent(id ->
                step(Options.action(input.node(), "data-source", id, property, resolver()), input, Optional.empty()));
        Optional<ObjectNode> own = input.node().object(property);
        // Without an action of its own, unselecting runs the one for selecting (fact sheet, section 6).
        step(isOn ? own : own.or(() -> input.node().object("on-select-action")), input, Optional.empty());
    }

    private Resolver resolver() {
        return play.resolver(play.visits.current().orElseThrow());
    }

    private void tap(Placed placed, Optional<String> item) {
        Visit visit = play.visits.current().orElseThrow();
        Optional<ObjectNode> own = placed.node().object("on-click-action");
        if (placed.type().equals("Footer")) {
            if (isEnabled(placed) && isFilledIn(visit)) {
                step(own, placed, Optional.empty());
            }
            return;
        }
        Optional<Object> ofItem = item.flatMap(
                id -> Options.action(placed.node(), "list-items", id, "on-click-action", play.resolver(visit)));
        step(ofItem.isPresent() ? ofItem : own, placed, item);
    }

    /** Checks every input that can be seen, and shows what is wrong. */
    private boolean isFilledIn(Visit visit) {
        Resolver resolver = play.resolver(visit);
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

    private void step(Optional<?> action, Placed owner, Optional<String> item) {
        Step.of(action, resolver()).ifPresent(step -> {
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

    private void navigate(Step step) {
        Visit visit = play.visits.current().orElseThrow();
        Optional<FlowScreen> target = play.flow.screen(step.target());
        if (target.isEmpty() || !play.flow.routing().allows(visit.id(), step.target())) {
            play.failure = Optional.of(new FlowPlay.Failure(
                    "Something went wrong",
                    "Please try again later.",
                    "The routing model has no way from screen %s to screen %s.".formatted(visit.id(), step.target()),
                    false));
            return;
        }
        play.show(target.get(), step.outgoing(false));
    }

    private void exchange(Step step, Placed owner, Optional<String> item) {
        Visit visit = play.visits.current().orElseThrow();
        if (!caller.hasLine()) {
            play.tell("This Flow asks an endpoint, but the phone was started without one.");
            return;
        }
        var asker = new Asker(owner.key(), item, owner.type().equals("NavigationList"));
        request("data_exchange", visit.id(), step.outgoing(false), asker);
    }

    private void complete(Step step) {
        Map<String, Object> response = step.outgoing(true);
        response.put("flow_token", setup.flowToken());
        play.finish(response);
    }

    private void update(Step step) {
        Visit visit = play.visits.current().orElseThrow();
        var declared = visit.screen.dataModel().properties().keySet();
        if (!declared.containsAll(step.payload().keySet())) {
            play.tell("The Flow JSON updates data that screen %s does not declare.".formatted(visit.id()));
            return;
        }
        visit.data.putAll(step.payload());
    }

    /** The component that calls the endpoint. */
    private record Asker(String key, Optional<String> item, boolean isList) {
        static final Asker NOBODY = new Asker("", Optional.empty(), false);
    }

    private void request(String action, String screen, Map<String, Object> data, Asker asker) {
        play.loading = Optional.of(new FlowPlay.Loading(asker.key(), asker.item()));
        play.failure = Optional.empty();
        int run = play.run;
        Optional<String> from = Optional.of(screen).filter(id -> !id.isEmpty());
        again = () -> request(action, screen, data, asker);
        caller.call(requests.of(action, screen, data), Purpose.PLAY, exchange -> {
            if (play.run == run) {
                answers.apply(exchange, from, asker.isList());
            }
        });
    }

    /** A file was chosen and is wanted by a picker. */
    void attach(String key, String fileName, String mimeType, byte[] file) {
        input(key).ifPresent(picker -> {
            int limit = InputViews.maxKilobytes(picker.node(), resolver());
            if (file.length > limit * 1024) {
                play.tell("The file is larger than %d KB.".formatted(limit));
                return;
            }
            Visit visit = play.visits.current().orElseThrow();
            List<Object> files = new ArrayList<>(PlainValue.list(visit.form.get(picker.name())));
            files.add(setup.media().place(fileName, mimeType, file));
            visit.form.put(picker.name(), files);
            visit.corrected.add(picker.name());
            play.settle();
        });
    }

    private void remove(Placed picker, String mediaId) {
        Visit visit = play.visits.current().orElseThrow();
        List<Object> files = new ArrayList<>(PlainValue.list(visit.form.get(picker.name())));
        files.removeIf(each -> each instanceof PickedFile file && file.mediaId().equals(mediaId));
        visit.form.put(picker.name(), files);
        visit.corrected.add(picker.name());
    }
}
