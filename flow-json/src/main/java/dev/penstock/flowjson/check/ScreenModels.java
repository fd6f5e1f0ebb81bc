package dev.penstock.flowjson.check;

import dev.penstock.Completion;
import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.Init;
import dev.penstock.InvalidFlowToken;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.endpoint.ResponseCheck;
import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.check.ScreenModel.Needed;
import dev.penstock.flowjson.nearest.Nearest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Checks answers against a Flow JSON, as the phone was observed and reported to check them (docs/reference/protocol.md,
 * section 1.4):
 *
 * <ul>
 *   <li>The screen exists and may follow.
 *   <li>{@code INIT} is answered with an entry screen or the screen it names.
 *   <li>The data has the declared types and no {@code null}.
 *   <li>Nothing that is declared is left out, and a screen that declares nothing is given nothing.
 * </ul>
 *
 * <p>Keys that a screen does not declare are tolerated.
 *
 * <p>Meta does not document that a declared key may not be left out; projects report that phones refuse such answers. A
 * screen whose {@code data} has an array {@code required} needs only what that names. An answer that keeps the person
 * on the screen with an {@code error_message} needs nothing else, since the screen has its data. Which phones keep it
 * then is not known, so sending all of it is safer. {@link #allowingMissingKeys()} goes back to what one client was
 * observed to do.
 *
 * <p>What the components of the screen are documented to take is checked too. Options have IDs of their own and titles.
 * There are not too many of them, and not none where one has to be chosen. Pictures are pictures.
 * Texts longer than documented are warnings ({@link ResponseViolation#isWarning()}), as phones cut them.
 *
 * <p>Everything is prepared when the document is loaded, so that a check costs a few microseconds, and some more where
 * the answer brings large pictures. Immutable and thread-safe.
 */
public final class ScreenModels implements ResponseCheck {

    private final FlowJson document;
    /** As most name their screens; what people type looks otherwise. */
    private static final Pattern LIKE_A_SCREEN = Pattern.compile("[A-Z_]{1,80}");

    private final Map<String, ScreenModel> screens;
    private final List<String> entryScreens;
    private final Needed needed;

    private ScreenModels(
            FlowJson document, Map<String, ScreenModel> screens, List<String> entryScreens, Needed needed) {
        this.document = document;
        this.screens = screens;
        this.entryScreens = entryScreens;
        this.needed = needed;
    }

    /**
     * Prepares the checks for a document.
     *
     * @param flow the document; lint it first, mistakes in it are not reported here
     * @return the checks
     */
    public static ScreenModels of(FlowJson flow) {
        Map<String, ScreenModel> screens = new HashMap<>();
        for (FlowScreen screen : flow.screens()) {
            screens.putIfAbsent(screen.id(), new ScreenModel(screen, flow));
        }
        return new ScreenModels(flow, screens, flow.routing().entryScreens(), Needed.DECLARED);
    }

    /**
     * Tolerates that an answer leaves out declared keys, unless the screen names them in an array {@code required} or a
     * {@code NavigationList} asked.
     *
     * @return checks that do
     */
    public ScreenModels allowingMissingKeys() {
        return new ScreenModels(document, screens, entryScreens, Needed.REQUIRED);
    }

    /**
     * Checks data alone, wherever it comes from, such as the message that opens the Flow.
     *
     * @param screen the screen that is given it
     * @param data the data
     * @return what does not fit; a screen that does not exist is one finding
     */
    public List<ResponseViolation> checkData(String screen, Map<String, ?> data) {
        ScreenModel model = screens.get(screen);
        return model == null ? List.of(unknown(screen)) : model.check(data, needed);
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

    /** {@inheritDoc} It is that of {@link Pairing#advice}. */
    @Override
    public List<String> advice(Flow flow) {
        return Pairing.advice(flow, document).stream()
                .map(PairingProblem::toString)
                .toList();
    }

    private List<ResponseViolation> checkNext(ScreenRequest request, NextScreen next) {
        ScreenModel model = screens.get(next.screen());
        if (model == null) {
            return List.of(unknown(next.screen()));
        }
        Optional<ResponseViolation> transition = transition(request, next.screen());
        List<ResponseViolation> inData = model.check(next.data().asMap(), needed(request, next));
        if (transition.isEmpty()) {
            return inData;
        }
        List<ResponseViolation> all = new ArrayList<>(inData);
        all.addFirst(transition.get());
        return List.copyOf(all);
    }

    /** Coming from a NavigationList every declared key was observed to be required. */
    private Needed needed(ScreenRequest request, NextScreen next) {
        ScreenModel from = screens.get(request.screen());
        if (from != null && from.hasNavigationList()) {
            return Needed.ALL;
        }
        boolean staysWithMessage = !(request instanceof Init)
                && request.screen().equals(next.screen())
                && next.data().has(NextScreen.ERROR_MESSAGE);
        return staysWithMessage ? Needed.REQUIRED : needed;
    }

    /** {@inheritDoc} */
    @Override
    public Set<String> screens() {
        return Set.copyOf(screens.keySet());
    }

    /** {@inheritDoc} */
    @Override
    public Optional<Set<String>> followers(String screen) {
        ScreenModel model = screens.get(screen);
        return model == null ? Optional.empty() : Optional.of(model.followers());
    }

    private Optional<ResponseViolation> transition(ScreenRequest request, String to) {
        if (request instanceof Init && request.screen().isEmpty()) {
            return entryScreens.isEmpty() || entryScreens.contains(to)
                    ? Optional.empty()
                    : refused(("INIT is answered with an entry screen, and edges of the routing model lead to %s."
                                    + " Entry screens: %s.")
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

    private ResponseViolation unknown(String screen) {
        return new ResponseViolation(
                "screen", "The Flow JSON has no screen %s. Name one it has.".formatted(shown(screen)));
    }

    private static Optional<ResponseViolation> refused(String message) {
        return Optional.of(new ResponseViolation("screen", message));
    }

    /** What is named like a screen, or nearly as one of these; anything else may be what somebody typed. */
    private String shown(String screen) {
        boolean isName = LIKE_A_SCREEN.matcher(screen).matches()
                || Nearest.to(screen, screens.keySet()).isPresent();
        return isName ? screen : "of that name, which is not shown, since it may be what somebody typed";
    }
}
