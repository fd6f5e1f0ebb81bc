package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.internal.PlainValue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A phone that plays a small Flow, and is told what to do by the names of components. */
public final class OnePhone {

    public final ScriptedLine line = new ScriptedLine();
    public final PhoneSession session;

    private OnePhone(FlowJson flow, boolean hasLine) {
        PhoneSessionBuilder builder = PhoneSession.builder(flow).flowToken("t-1");
        session = (hasLine ? builder.line(line) : builder).build();
    }

    /** One of the Flows in the folder {@code faults}, opened without an endpoint. */
    public static OnePhone plays(String file) {
        return plays(BookingOnAPhone.flow("faults/" + file));
    }

    public static OnePhone plays(FlowJson flow) {
        var phone = new OnePhone(flow, false);
        phone.session.apply(new PhoneEvent.Open());
        return phone;
    }

    /** The same with an endpoint, which answers {@code INIT} with this screen. */
    public static OnePhone asks(FlowJson flow, String screen, Map<String, Object> data) {
        var phone = new OnePhone(flow, true);
        phone.line.then(screen, data);
        phone.session.apply(new PhoneEvent.Open());
        return phone;
    }

    /** A Flow of one terminal screen with these components and a footer that completes with this payload. */
    public static FlowJson flow(String data, String components, String payload) {
        return FlowJson.parse("""
                {"version": "7.3", "screens": [{"id": "A", "title": "A", "terminal": true, "data": {%s},
                  "layout": {"type": "SingleColumnLayout", "children": [%s,
                    {"type": "Footer", "label": "Go", "on-click-action": {"name": "complete", "payload": {%s}}}]}}]}
                """.formatted(data, components, payload));
    }

    public Map<?, ?> screen() {
        return PlainValue.map(session.view().get("screen"));
    }

    public List<Map<?, ?>> components() {
        List<Map<?, ?>> all = new ArrayList<>();
        PlainValue.list(screen().get("components")).forEach(each -> all.add(PlainValue.map(each)));
        return all;
    }

    public Map<?, ?> named(String name) {
        return components().stream()
                .filter(each -> name.equals(each.get("name")))
                .findFirst()
                .orElseThrow();
    }

    public Map<?, ?> ofType(String type) {
        return components().stream()
                .filter(each -> type.equals(each.get("type")))
                .findFirst()
                .orElseThrow();
    }

    public void change(String name, Object value) {
        session.apply(new PhoneEvent.Change(key(name), value));
    }

    public void select(String name, String option, boolean isOn) {
        session.apply(new PhoneEvent.Select(key(name), option, isOn));
    }

    public void tapFooter() {
        session.apply(new PhoneEvent.Tap(
                PlainValue.text(PlainValue.map(screen().get("footer")).get("key")), Optional.empty()));
    }

    private String key(String name) {
        return PlainValue.text(named(name).get("key"));
    }

    /** What the chat's summary of the response says, value by value. */
    public List<String> summary() {
        List<String> values = new ArrayList<>();
        for (Object message : PlainValue.list(session.view().get("chat"))) {
            PlainValue.list(PlainValue.map(message).get("details"))
                    .forEach(each ->
                            values.add(PlainValue.text(PlainValue.map(each).get("value"))));
        }
        return values;
    }
}
