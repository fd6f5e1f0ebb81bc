package dev.penstock.simulator.phone.scenario;

import dev.penstock.simulator.internal.PlainValue;
import dev.penstock.simulator.internal.TextCut;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.simulator.phone.PhoneSession;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The components of the shown screen, found as people call them: by name, label or text. */
final class ShownComponents {

    /** One component. */
    record Shown(Map<?, ?> view) {
        String key() {
            return PlainValue.text(view.get("key"));
        }

        String type() {
            return PlainValue.text(view.get("type"));
        }

        String name() {
            return PlainValue.text(view.get("name"));
        }

        String error() {
            return PlainValue.text(view.get("error"));
        }

        List<Map<?, ?>> options() {
            return maps("options");
        }

        List<Map<?, ?>> maps(String list) {
            List<Map<?, ?>> found = new ArrayList<>();
            PlainValue.list(view.get(list)).forEach(each -> found.add(PlainValue.map(each)));
            return found;
        }
    }

    private final Map<?, ?> screen;
    private final List<Shown> components = new ArrayList<>();

    private ShownComponents(Map<?, ?> screen) {
        this.screen = screen;
        PlainValue.list(screen.get("components")).forEach(each -> components.add(new Shown(PlainValue.map(each))));
    }

    static ShownComponents of(PhoneSession phone) {
        if (!(phone.view().get("screen") instanceof Map<?, ?> screen)) {
            throw new ScenarioException("No screen is open.");
        }
        return new ShownComponents(screen);
    }

    List<Shown> all() {
        return components;
    }

    Shown named(String name) {
        return components.stream()
                .filter(component -> component.name().equals(name))
                .findFirst()
                .orElseThrow(
                        () -> new ScenarioException("No input '%s' can be seen on screen %s.".formatted(name, id())));
    }

    /**
     * What a tap on something means: the footer, a link by its text, a component by its name, an item by ID or title.
     */
    PhoneEvent.Tap tapOn(String what) {
        Map<?, ?> footer = PlainValue.map(screen.get("footer"));
        if (what.equals("footer") || new TextCut("Footer").footerLabel(what).equals(footer.get("label"))) {
            if (footer.isEmpty()) {
                throw new ScenarioException("Screen %s has no footer.".formatted(id()));
            }
            return new PhoneEvent.Tap(PlainValue.text(footer.get("key")), Optional.empty());
        }
        for (Shown component : components) {
            for (Map<?, ?> item : component.maps("items")) {
                if (what.equals(item.get("id")) || titleOf(what).equals(item.get("title"))) {
                    return new PhoneEvent.Tap(component.key(), Optional.of(PlainValue.text(item.get("id"))));
                }
            }
            boolean isOptIn =
                    component.type().equals("OptIn") && component.name().equals(what);
            String text = new TextCut(component.type()).text(what, "text");
            if (isOptIn || text.equals(component.view().get("text"))) {
                return new PhoneEvent.Tap(component.key(), Optional.empty());
            }
        }
        throw new ScenarioException("Nothing to tap by that name can be seen on screen %s.".formatted(id()));
    }

    private static String titleOf(String what) {
        return new TextCut("NavigationList").text(what, "list-items", "main-content", "title");
    }

    private String id() {
        return PlainValue.text(screen.get("id"));
    }
}
