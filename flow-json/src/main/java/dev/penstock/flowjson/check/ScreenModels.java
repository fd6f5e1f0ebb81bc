package dev.penstock.flowjson.check;

import dev.penstock.Completion;
import dev.penstock.FlowResponse;
import dev.penstock.Init;
import dev.penstock.InvalidFlowToken;
import dev.penstock.NextScreen;
import dev.penstock.ResponseCheck;
import dev.penstock.ResponseViolation;
import dev.penstock.ScreenRequest;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Checks answers against a Flow JSON, as the phone was observed to check them (protocol sheet, section 1.4): the screen
 * exists and may follow, {@code INIT} is answered with an entry screen or the screen it names, the data has the declared
 * types and no {@code null}, a screen that declares nothing is given nothing, and pictures of options are within the
 * documented size. Keys that a screen does not declare are tolerated, and so are missing ones unless they are required.
 *
 * <p>Everything is prepared when the document is loaded, so that a check costs a few microseconds. Immutable and
 * thread-safe.
 */
public final class ScreenModels implements ResponseCheck {

    private final Map<String, ScreenModel> screens = new HashMap<>();
    private final List<String> entryScreens;

    private ScreenModels(FlowJson flow) {
        for (FlowScreen screen : flow.screens()) {
            screens.putIfAbsent(screen.id(), new ScreenModel(screen, flow));
        }
        this.entryScreens = flow.routing().entryScreens();
    }

    /**
     * Prepares the checks for a document.
     *
     * @param flow the document; lint it first, mistakes in it are not reported here
     * @return the checks
     */
    public static ScreenModels of(FlowJson flow) {
        return new ScreenModels(flow);
    }

    /**
     * {@inheritDoc}
     *
     * <p>Messages name the expected type and the line of the Flow JSON that declares it, and no value.
     */
    @Override
    public List<ResponseViolation> check(ScreenRequest request, FlowResponse response) {
        return switch (response) {
            case NextScreen next -> checkNext(request, next);
            case Completion completion ->
                completion
                        .params()
                        .map(params -> Completions.check(request, params))
                        .orElse(List.of());
            case InvalidFlowToken invalid -> List.of();
        };
    }

    private List<ResponseViolation> checkNext(ScreenRequest request, NextScreen next) {
        ScreenModel model = screens.get(next.screen());
        if (model == null) {
            return List.of(new ResponseViolation(
                    "screen",
                    "The Flow JSON has no screen %s. Answer with one it has.".formatted(shown(next.screen()))));
        }
        Optional<ResponseViolation> transition = transition(request, next.screen());
        ScreenModel from = screens.get(request.screen());
        List<ResponseViolation> inData = model.check(next.data(), from != null && from.hasNavigationList());
        if (transition.isEmpty()) {
            return inData;
        }
        List<ResponseViolation> all = new ArrayList<>(inData);
        all.addFirst(transition.get());
        return List.copyOf(all);
    }

    private Optional<ResponseViolation> transition(ScreenRequest request, String to) {
        if (request instanceof Init && request.screen().isEmpty()) {
            return entryScreens.isEmpty() || entryScreens.contains(to)
                    ? Optional.empty()
                    : refused(
                            "INIT is answered with an entry screen, and edges of the routing model lead to %s. Entry screens: %s."
                                    .formatted(to, String.join(", ", entryScreens)));
        }
        if (request instanceof Init) {
            return request.screen().equals(to)
                    ? Optional.empty()
                    : refused("INIT named the screen %s, so the answer must be that screen, not %s."
                            .formatted(shown(request.screen()), to));
        }
        ScreenModel from = screens.get(request.screen());
        return from == null || from.leadsTo(to)
                ? Optional.empty()
                : refused("The routing model has no edge between %s and %s. Add it, or answer with another screen."
                        .formatted(request.screen(), to));
    }

    private static Optional<ResponseViolation> refused(String message) {
        return Optional.of(new ResponseViolation("screen", message));
    }

    private static String shown(String screen) {
        return screen.length() <= 80 ? screen : screen.substring(0, 80) + "…";
    }
}
