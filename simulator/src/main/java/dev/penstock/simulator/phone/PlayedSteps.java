package dev.penstock.simulator.phone;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Notes what a person does and what the phone shows after it, to be done again. Guarded by its session's lock. */
final class PlayedSteps {

    private static final int MAX_STEPS = 1_000;

    private final List<DoneStep> steps = new ArrayList<>();
    private String shown = "";

    /** Notes an event and what had come of the one before it; called before the event is applied. */
    void note(PhoneEvent event, FlowPlay play) {
        if (play.loading.isPresent() && !(event instanceof PhoneEvent.Close)) {
            return;
        }
        noteScreen(play);
        if (steps.size() >= MAX_STEPS) {
            return;
        }
        switch (event) {
            case PhoneEvent.Open open -> steps.add(DoneStep.of("open"));
            case PhoneEvent.Close close -> steps.add(DoneStep.of("close"));
            case PhoneEvent.Back back -> steps.add(DoneStep.of("back"));
            case PhoneEvent.Retry retry -> steps.add(DoneStep.of("retry"));
            case PhoneEvent.Tap tap ->
                play.find(tap.key()).ifPresent(placed -> steps.add(new DoneStep("tap", nameOf(placed, tap, play))));
            case PhoneEvent.Change change -> fill(change.key(), change.value(), play);
            case PhoneEvent.Select select -> select(select, play);
            case PhoneEvent.Leave leave -> {
                // Leaving a field decides only when its mistake is shown.
            }
            case PhoneEvent.Remove remove -> {
                // A scenario names the files it wants from the start.
            }
        }
    }

    /** Notes a chosen file by its name; the scenario's reader puts the file beside it. */
    void noteFile(String key, String fileName, FlowPlay play) {
        noteScreen(play);
        fill(key, fileName, play);
    }

    private void noteScreen(FlowPlay play) {
        String screen = play.visits.current().map(Visit::id).orElse("");
        if (!screen.isEmpty() && !screen.equals(shown)) {
            steps.add(new DoneStep("expect", Map.of("screen", screen)));
        }
        shown = screen;
    }

    private void select(PhoneEvent.Select select, FlowPlay play) {
        play.find(select.key()).ifPresent(input -> {
            Object now = play.visits
                    .current()
                    .map(visit -> visit.form.getOrDefault(input.name(), ""))
                    .orElse("");
            if (input.type().equals("OptIn")) {
                fill(select.key(), select.isOn(), play);
            } else if (now instanceof List<?> chosen) {
                List<Object> then = new ArrayList<>(chosen);
                then.remove(select.option());
                if (select.isOn()) {
                    then.add(select.option());
                }
                fill(select.key(), then, play);
            } else {
                fill(select.key(), select.option(), play);
            }
        });
    }

    /** Typing letter by letter becomes one value: the last. */
    private void fill(String key, Object value, FlowPlay play) {
        String name = play.find(key).map(Placed::name).orElse("");
        if (name.isEmpty()) {
            return;
        }
        Map<String, Object> values = new LinkedHashMap<>();
        if (!steps.isEmpty()
                && steps.getLast().kind().equals("fill")
                && steps.getLast().argument() instanceof Map<?, ?> before) {
            before.forEach((each, old) -> values.put(String.valueOf(each), old));
            steps.removeLast();
        }
        values.put(name, value);
        steps.add(new DoneStep("fill", values));
    }

    private static Object nameOf(Placed placed, PhoneEvent.Tap tap, FlowPlay play) {
        if (placed.type().equals("Footer")) {
            return "footer";
        }
        return tap.item()
                .or(() -> Optional.of(placed.name()).filter(name -> !name.isEmpty()))
                .orElseGet(() -> play.visits
                        .current()
                        .map(visit -> play.resolver(visit).text(placed.node(), "text"))
                        .orElse(""));
    }

    /** Everything so far, and then what is shown now. */
    List<DoneStep> all(FlowPlay play) {
        List<DoneStep> all = new ArrayList<>(steps);
        String screen = play.visits.current().map(Visit::id).orElse("");
        if (!screen.isEmpty() && !screen.equals(shown)) {
            all.add(new DoneStep("expect", Map.of("screen", screen)));
        } else if (play.response.isPresent()) {
            all.add(new DoneStep("expect", Map.of("open", false)));
        }
        return all;
    }
}
