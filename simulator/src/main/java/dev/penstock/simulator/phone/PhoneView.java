package dev.penstock.simulator.phone;

import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/** The whole phone as a tree for the page: chat, open screen, and what covers it. */
final class PhoneView {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("H:mm", Locale.ROOT);

    private PhoneView() {}

    static Map<String, Object> of(FlowPlay play, PhoneSetup setup, ImageShelf images, Previews previews) {
        LocalDateTime now = LocalDateTime.ofInstant(setup.clock().instant(), setup.zone());
        Map<String, Object> view = new LinkedHashMap<>();
        view.put("clock", CLOCK.format(now));
        view.put("today", now.toLocalDate().toString());
        view.put("business", Map.of("name", setup.business()));
        view.put("chat", play.chat.view(play.isButtonEnabled));
        view.put("open", play.isOpen);
        if (!play.isOpen) {
            return view;
        }
        play.visits
                .current()
                .ifPresent(visit -> view.put(
                        "screen",
                        new ScreenView(visit, play.resolver(visit), images, previews).build(play.visits.canGoBack())));
        play.loading.ifPresent(loading -> {
            Map<String, Object> shown = new LinkedHashMap<>();
            shown.put("key", loading.key());
            loading.item().ifPresent(item -> shown.put("item", item));
            view.put("loading", shown);
        });
        play.snackbar.ifPresent(bar -> view.put("snackbar", Map.of("id", bar.id(), "text", bar.text())));
        play.attention.ifPresent(
                attention -> view.put("attention", Map.of("id", attention.id(), "key", attention.key())));
        play.failure.ifPresent(failure -> view.put(
                "failure",
                Map.of(
                        "title", failure.title(),
                        "text", failure.text(),
                        "detail", failure.detail(),
                        "retry", failure.canRetry(),
                        "wholeScreen", true)));
        return view;
    }
}
