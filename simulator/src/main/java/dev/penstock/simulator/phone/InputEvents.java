package dev.penstock.simulator.phone;

import dev.penstock.simulator.internal.FileKinds;
import dev.penstock.simulator.internal.PlainValue;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the phone does when a person types, chooses, or picks a file. Always called under the session's lock. */
final class InputEvents {

    private static final int MAX_TYPED = 20_000;

    private final FlowPlay play;
    private final MediaShelf media;
    private final Previews previews;
    private final ActionRules actions;

    InputEvents(FlowPlay play, MediaShelf media, Previews previews, ActionRules actions) {
        this.play = play;
        this.media = media;
        this.previews = previews;
        this.actions = actions;
    }

    private Optional<Placed> input(String key) {
        return play.find(key)
                .filter(Placed::isInput)
                .filter(placed -> play.resolver(visit()).flag(placed.node(), "enabled", true));
    }

    private Visit visit() {
        return play.visits.current().orElseThrow();
    }

    private void put(Placed input, Object value) {
        Visit visit = visit();
        visit.form.put(input.name(), value);
        visit.corrected.add(input.name());
    }

    void leave(PhoneEvent.Leave event) {
        input(event.key())
                .map(Placed::name)
                // A field that was only passed through says nothing yet; the footer will.
                .filter(name -> !InputRules.isEmpty(visit().form.get(name)))
                .ifPresent(name -> visit().checked.add(name));
    }

    void change(PhoneEvent.Change event) {
        input(event.key()).ifPresent(input -> {
            boolean isDate = input.type().equals("DatePicker") || input.type().equals("CalendarPicker");
            Object kept = isDate ? day(event.value()) : PlainValue.text(event.value());
            if (kept instanceof String text && text.length() > MAX_TYPED) {
                return;
            }
            put(input, kept);
            if (isDate) {
                actions.select(input, Optional.empty(), true);
            }
        });
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

    void select(PhoneEvent.Select event) {
        input(event.key()).ifPresent(input -> {
            Visit visit = visit();
            Object before = new FieldState(visit, play.resolver(visit)).value(input);
            if (input.type().equals("OptIn")) {
                put(input, event.isOn());
            } else if (!isOpenOption(input, event.option())) {
                return;
            } else if (before instanceof List<?> chosen) {
                int most = InputRules.most(input.node(), play.resolver(visit));
                if (event.isOn() && chosen.size() >= most && !chosen.contains(event.option())) {
                    play.tell(InputRules.tooMany(most));
                    return;
                }
                put(input, toggled(chosen, event));
            } else {
                put(input, event.isOn() ? event.option() : "");
                if (event.isOn() && !before.equals(event.option())) {
                    actions.giveWay(input, PlainValue.text(before));
                }
            }
            if (!visit.form.getOrDefault(input.name(), "").equals(before)) {
                actions.select(input, Optional.of(event.option()).filter(option -> !option.isEmpty()), event.isOn());
            }
        });
    }

    private boolean isOpenOption(Placed input, String id) {
        return Options.of(input.node(), play.resolver(visit())).stream()
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

    void attach(String key, String fileName, String mimeType, byte[] file) {
        input(key).ifPresent(picker -> {
            List<Object> files = files(picker);
            String type = FileKinds.typeOf(mimeType, fileName);
            Optional<String> refusal =
                    FileRules.refusal(picker, files.size(), type, file.length, play.resolver(visit()));
            if (refusal.isPresent()) {
                play.tell(refusal.get());
                return;
            }
            PickedFile picked = media.place(fileName, type, file);
            previews.keep(picked.mediaId(), file);
            files.add(picked);
            put(picker, files);
        });
    }

    void remove(PhoneEvent.Remove event) {
        input(event.key()).ifPresent(picker -> {
            List<Object> files = files(picker);
            files.removeIf(
                    each -> each instanceof PickedFile file && file.mediaId().equals(event.file()));
            put(picker, files);
        });
    }

    private List<Object> files(Placed picker) {
        return new ArrayList<>(PlainValue.list(visit().form.get(picker.name())));
    }
}
