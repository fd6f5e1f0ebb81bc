package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A phone with the Flow of a booking, whose endpoint answers as the test says. */
public abstract class BookingOnAPhone {

    public static final Map<String, Object> CHOICES = Map.of(
            "departments",
            List.of(Map.of("id", "eye", "title", "Eyes"), Map.of("id", "ear", "title", "Ears")),
            "is_day_open",
            true);

    public static final String DEPARTMENT = "screens[0].layout.children[0].children[0]";
    public static final String DAY = "screens[0].layout.children[0].children[1]";
    public static final String EMAIL = "screens[0].layout.children[0].children[2]";
    public static final String CONTINUE = "screens[0].layout.children[0].children[3]";
    public static final String CONFIRM = "screens[1].layout.children[1]";
    public final ScriptedLine line = new ScriptedLine();

    public final PhoneSession phone = PhoneSession.builder(flow("booking.json"))
            .line(line)
            .flowToken("t-7f3c")
            .retryPause(Duration.ZERO)
            .build();

    public static FlowJson flow(String name) {
        try (InputStream file = Objects.requireNonNull(BookingOnAPhone.class.getResourceAsStream(name))) {
            return FlowJson.parse(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }

    public void open() {
        line.then("APPOINTMENT", CHOICES);
        phone.apply(new PhoneEvent.Open());
    }

    public void fillIn() {
        line.then("APPOINTMENT", CHOICES);
        phone.apply(new PhoneEvent.Select(DEPARTMENT, "eye", true));
        phone.apply(new PhoneEvent.Change(DAY, "2026-12-01"));
    }

    public void tap(String key) {
        phone.apply(new PhoneEvent.Tap(key, Optional.empty()));
    }

    @SuppressWarnings("unchecked")
    public Map<String, Object> component(String key) {
        var screen = (Map<String, Object>) phone.view().get("screen");
        return ((List<Map<String, Object>>) screen.get("components"))
                .stream()
                        .filter(each -> key.equals(each.get("key")))
                        .findFirst()
                        .orElseThrow();
    }

    public static Map<String, Object> with(Map<String, Object> data, String name, Object value) {
        var changed = new java.util.LinkedHashMap<>(data);
        changed.put(name, value);
        return changed;
    }
}
