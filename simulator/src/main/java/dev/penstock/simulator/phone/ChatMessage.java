package dev.penstock.simulator.phone;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A message with a Flow as the chat shows it: a line above the text, the text, a line below it, and the button. */
record ChatMessage(Optional<String> header, String text, Optional<String> footer, String callToAction) {

    Map<String, Object> view(boolean isEnabled) {
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("kind", "flow");
        header.ifPresent(line -> view.put("header", line));
        view.put("text", text);
        footer.ifPresent(line -> view.put("footer", line));
        view.put("cta", callToAction);
        view.put("enabled", isEnabled);
        return view;
    }
}
