package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowJsonVersion;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.simulator.internal.TextCut;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/** The state of the Flow that is being played: which screens were visited, what is open, what is waited for. */
final class FlowPlay {

    /** What is waited for: the component that started it, and the item of a list. */
    record Loading(String key, Optional<String> item) {}

    /** A message at the bottom of the screen. */
    record Snackbar(int id, String text) {}

    /** A field that the person has to look at next. */
    record Attention(int id, String key) {}

    /** What covers the screen when the Flow cannot go on; {@code detail} is for developers. */
    record Failure(String title, String text, String detail, boolean canRetry) {}

    private static final int MAX_REMARKS = 500;

    FlowJson flow;
    final Visits visits = new Visits();
    final ChatLog chat;
    boolean isOpen;
    boolean isButtonEnabled = true;
    Optional<Loading> loading = Optional.empty();
    Optional<Snackbar> snackbar = Optional.empty();
    Optional<Failure> failure = Optional.empty();
    Optional<Attention> attention = Optional.empty();
    Optional<Map<String, Object>> response = Optional.empty();
    /** What is not right, though it is shown; each once. */
    final Set<PhoneRemark> remarks = new LinkedHashSet<>();
    /** Goes up whenever the Flow is closed, so that a late answer to an earlier run is recognised. */
    int run;

    private int messages;
    private int mistakes;

    private final Consumer<Map<String, Object>> completions;

    FlowPlay(FlowJson flow, ChatLog chat, Consumer<Map<String, Object>> completions) {
        this.flow = flow;
        this.chat = chat;
        this.completions = completions;
    }

    Resolver resolver(Visit visit) {
        return new Resolver(visits.scopeOf(visit));
    }

    Optional<Placed> find(String key) {
        return visits.current()
                .flatMap(visit -> resolver(visit).visible(visit.screen).stream()
                        .filter(placed -> placed.key().equals(key))
                        .findFirst());
    }

    /** Whether select actions also run when a screen is rendered: so in 6.0, and no longer in 7.0. */
    boolean actsOnRender() {
        return flow.version()
                .filter(version ->
                        version.isAtLeast(FlowJsonVersion.of(6, 0)) && !version.isAtLeast(FlowJsonVersion.of(7, 0)))
                .isPresent();
    }

    FlowDates dates() {
        return new FlowDates(flow.version()
                .filter(version -> !version.isAtLeast(FlowJsonVersion.of(5, 0)))
                .isPresent());
    }

    /** Shows a screen: afresh if it is new, back on the way if it is there already. */
    void show(FlowScreen screen, Map<String, Object> data) {
        show(screen, data, Map.of());
    }

    /** The same with what is known of the data: how much of it the summary of a response may show. */
    void show(FlowScreen screen, Map<String, Object> data, Map<String, Masking.Shown> shown) {
        Visit visit = visits.returnTo(screen.id()).orElseGet(() -> {
            Visit fresh = visits.prepare(screen);
            visits.push(fresh);
            return fresh;
        });
        visit.data.clear();
        visit.data.putAll(data);
        visit.shown.clear();
        visit.shown.putAll(shown);
        visit.carried.clear();
        visit.checked.clear();
        visit.corrected.clear();
        settle();
    }

    /** Gives inputs that have appeared their first value. */
    void settle() {
        visits.current().ifPresent(visit -> new FieldState(visit, resolver(visit)).fill());
    }

    /** Draws attention to the first field of the shown screen that is wrong, which may be out of sight. */
    void lookAtFirstMistake() {
        visits.current().ifPresent(visit -> {
            Resolver resolver = resolver(visit);
            var fields = new FieldState(visit, resolver);
            resolver.visible(visit.screen).stream()
                    .filter(placed -> placed.isInput()
                            && fields.error(placed, new TextCut(placed.type())).isPresent())
                    .findFirst()
                    .ifPresent(placed -> {
                        mistakes++;
                        attention = Optional.of(new Attention(mistakes, placed.key()));
                    });
        });
    }

    /** Notes what is not right, unless there is too much of it already. */
    void note(PhoneRemark remark) {
        if (remarks.size() < MAX_REMARKS) {
            remarks.add(remark);
        }
    }

    void tell(String text) {
        messages++;
        snackbar = Optional.of(new Snackbar(messages, text));
    }

    /** Covers the screen, as the Flow cannot go on; trying again would not help. */
    void failWith(String detail) {
        failure = Optional.of(new Failure("Something went wrong", "Please try again later.", detail, false));
    }

    void close() {
        isOpen = false;
        run++;
        loading = Optional.empty();
        snackbar = Optional.empty();
        failure = Optional.empty();
        attention = Optional.empty();
        visits.clear();
    }

    /** Ends the Flow with the message it leaves in the chat. */
    void finish(Map<String, Object> parameters) {
        finish(parameters, Map.of());
    }

    /** The same with what is known of the parameters: how much of them the message's summary may show. */
    void finish(Map<String, Object> parameters, Map<String, Masking.Shown> shown) {
        Map<String, Object> masked = Masking.of(flow).apply(parameters, shown);
        close();
        response = Optional.of(new LinkedHashMap<>(parameters));
        isButtonEnabled = false;
        chat.reply(parameters, masked);
        completions.accept(Collections.unmodifiableMap(new LinkedHashMap<>(parameters)));
    }
}
