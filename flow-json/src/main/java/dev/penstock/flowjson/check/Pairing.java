package dev.penstock.flowjson.check;

import dev.penstock.Flow;
import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Checks at start-up that handlers and Flow JSON fit together: every screen that can call the endpoint has its handler,
 * every handler has a screen that calls it, and what the screen sends fits the record that its handler takes.
 *
 * <p>What handlers answer with cannot be seen before they run; {@link ScreenModels} checks that with every answer.
 */
public final class Pairing {

    private Pairing() {}

    /**
     * Compares.
     *
     * @param flow the handlers
     * @param document the Flow JSON
     * @return what does not fit; empty if everything does
     */
    public static List<PairingProblem> problems(Flow flow, FlowJson document) {
        List<PairingProblem> problems = new ArrayList<>();
        for (FlowScreen screen : document.screens()) {
            checkScreen(flow, document, screen, problems);
        }
        flow.screens().stream()
                .sorted()
                .forEach(screen -> unknown(screen, "onScreen", document).ifPresent(problems::add));
        flow.backScreens().stream()
                .sorted()
                .forEach(screen -> unknown(screen, "onBack", document).ifPresent(problems::add));
        flow.screensWithData().stream()
                .sorted()
                .forEach(screen -> unknown(screen, "screen", document).ifPresent(problems::add));
        return List.copyOf(problems);
    }

    /**
     * Tells which screens could be answered without the data that they declare: those from which the endpoint is asked,
     * so that {@code request.stay(...)} and the answers to failures show them again, while {@code FlowBuilder.screen}
     * does not give their data once. A phone that merges answers keeps what the screen has then, and one that replaces
     * it shows nothing there; which phones do what is not known. This is advice: handlers may send all data themselves
     * with every answer, but they do not make the answers to failures.
     *
     * @param flow the handlers
     * @param document the Flow JSON
     * @return the screens, with the line that declares their data
     */
    public static List<PairingProblem> advice(Flow flow, FlowJson document) {
        List<PairingProblem> advice = new ArrayList<>();
        for (FlowScreen screen : document.screens()) {
            boolean isAnsweredAgain = screen.canCallEndpoint();
            if (isAnsweredAgain
                    && !screen.dataModel().isEmpty()
                    && !flow.screensWithData().contains(screen.id())) {
                advice.add(new PairingProblem(
                        screen.id(),
                        screen.node().member("data").orElseThrow().keyRange().lineStart(),
                        ("It declares data (%s), and a message or a failure there is answered without it. Give it"
                                        + " once with .screen(\"%s\", request -> ...).")
                                .formatted(
                                        String.join(
                                                ", ",
                                                screen.dataModel().properties().keySet()),
                                        screen.id())));
            }
        }
        return List.copyOf(advice);
    }

    /**
     * Compares, and refuses to go on if something does not fit.
     *
     * @param flow the handlers
     * @param document the Flow JSON
     * @throws UnpairedFlowException if something does not fit
     */
    public static void require(Flow flow, FlowJson document) {
        List<PairingProblem> problems = problems(flow, document);
        if (!problems.isEmpty()) {
            throw new UnpairedFlowException(flow.name(), problems);
        }
    }

    private static Optional<PairingProblem> unknown(String screen, String method, FlowJson document) {
        return document.screen(screen).isPresent()
                ? Optional.empty()
                : Optional.of(new PairingProblem(
                        screen,
                        0,
                        "%s names a screen that the Flow JSON does not have. Correct the ID.".formatted(method)));
    }

    private static void checkScreen(Flow flow, FlowJson document, FlowScreen screen, List<PairingProblem> problems) {
        String id = screen.id();
        int line = screen.node().range().lineStart();
        boolean hasHandler = flow.screens().contains(id);
        if (screen.exchangesData() && !hasHandler) {
            problems.add(new PairingProblem(
                    id,
                    line,
                    "It sends data_exchange, but has no handler. Add .onScreen(\"%s\", request -> ...)."
                            .formatted(id)));
        }
        if (!screen.exchangesData() && hasHandler) {
            problems.add(new PairingProblem(
                    id,
                    line,
                    "It never sends data_exchange, so its handler never runs. Remove .onScreen(\"%s\", ...)."
                            .formatted(id)));
        }
        boolean hasBack = flow.backScreens().contains(id);
        if (screen.refreshesOnBack() && !hasBack && !flow.handlesEveryBack()) {
            problems.add(new PairingProblem(
                    id,
                    line,
                    "It has refresh_on_back, but no handler for BACK. Add .onBack(\"%s\", request -> ...)."
                            .formatted(id)));
        }
        if (!screen.refreshesOnBack() && hasBack) {
            problems.add(new PairingProblem(
                    id,
                    line,
                    "It has no refresh_on_back, so its handler for BACK never runs. Remove .onBack(\"%s\", ...)."
                            .formatted(id)));
        }
        if (screen.dataModel().isEmpty() && flow.screensWithData().contains(id)) {
            problems.add(new PairingProblem(
                    id,
                    line,
                    ("It declares no data, so phones refuse what .screen(\"%s\", ...) gives. Declare it under data,"
                                    + " or remove it.")
                            .formatted(id)));
        }
        Class<?> type = flow.dataTypes().get(id);
        if (type != null) {
            List<FlowAction> exchanges = screen.actions().stream()
                    .filter(action -> action.name().equals("data_exchange"))
                    .toList();
            RecordFit.check(type, exchanges, document, screen, problems);
        }
    }
}
