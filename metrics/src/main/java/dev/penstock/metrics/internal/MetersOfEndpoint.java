package dev.penstock.metrics.internal;

import dev.penstock.ErrorNotification;
import dev.penstock.event.EndpointEvent;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Kind;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointEvent.Repeated;
import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import dev.penstock.event.RequestLabels;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** All meters of one endpoint, registered from the start, so that an event only has to find its own. Thread-safe. */
final class MetersOfEndpoint implements EndpointListener {

    private static final String NONE = "none";
    private static final String OTHER = "other";

    private final Map<Kind, Timer> handler = new EnumMap<>(Kind.class);
    private final Map<Refusal, Counter> refusals = new EnumMap<>(Refusal.class);
    private final Map<Failure, Counter> failures = new EnumMap<>(Failure.class);
    private final Map<Repeated, Counter> replays = new EnumMap<>(Repeated.class);
    private final Map<String, Counter> errors = new HashMap<>();
    private final Map<Optional<Kind>, Timer> whole = new HashMap<>();
    private final Map<String, Timer> onScreen = new HashMap<>();
    private final Map<Optional<Kind>, Map<String, Map<Outcome, Counter>>> requests = new HashMap<>();
    private final Timer withCurrentKey;
    private final Timer withPreviousKey;
    private final Counter sentWithFaults;
    private final Counter notSent;

    private final MeterRegistry registry;
    private final Tags endpoint;

    /** What became of a request. */
    private enum Outcome {
        ANSWERED,
        REPLAYED,
        FAILED,
        INVALID_FLOW_TOKEN,
        REFUSED
    }

    /**
     * @param screens those that are told apart
     * @param hasMore whether there are others, which are counted together
     */
    MetersOfEndpoint(MeterRegistry registry, EndpointLabels labels, Set<String> screens, boolean hasMore) {
        this.registry = registry;
        this.endpoint = Tags.of("flow", labels.flow(), "tenant", labels.tenant().orElse(NONE));
        requests(screens, hasMore);
        whole.put(Optional.empty(), whole(NONE));
        for (var kind : Kind.values()) {
            whole.put(Optional.of(kind), whole(kind.toString()));
        }
        for (var kind : List.of(Kind.INIT, Kind.DATA_EXCHANGE, Kind.BACK)) {
            handler.put(
                    kind,
                    EdgedTimers.of(
                            registry,
                            "penstock.handler.duration",
                            "How long handlers run, filters included, also beyond their time budget.",
                            endpoint.and("action", kind.toString())));
        }
        this.withCurrentKey = decryption("current");
        this.withPreviousKey = decryption("previous");
        for (var refusal : Refusal.values()) {
            refusals.put(
                    refusal,
                    counter(
                            "penstock.refusals",
                            "Requests that were refused with a bare status.",
                            Tags.of("status", String.valueOf(refusal.status()), "reason", lower(refusal))));
        }
        for (var failure : Failure.values()) {
            failures.put(
                    failure,
                    counter(
                            "penstock.failures",
                            "What failed after a request was opened.",
                            Tags.of("failure", lower(failure))));
        }
        for (var repeated : Repeated.values()) {
            replays.put(
                    repeated,
                    counter(
                            "penstock.replays",
                            "Requests and submissions that came again and were answered without a handler.",
                            Tags.of("repeated", lower(repeated))));
        }
        this.sentWithFaults = refusedAnswers("yes");
        this.notSent = refusedAnswers("no");
        ErrorNotification.KNOWN_KEYS.forEach(key -> errors.put(key, error(key)));
        errors.put(OTHER, error(OTHER));
    }

    private void requests(Set<String> toldApart, boolean hasMore) {
        var screens = new ArrayList<>(toldApart);
        if (hasMore) {
            screens.add(OTHER);
        }
        screens.add(NONE);
        screens.forEach(screen -> onScreen.put(screen, screen(screen)));
        requests.put(Optional.empty(), Map.of(NONE, outcomes(NONE, NONE)));
        for (var kind : Kind.values()) {
            var byScreen = new HashMap<String, Map<Outcome, Counter>>();
            for (var screen : isOnScreen(kind) ? screens : List.of(NONE)) {
                byScreen.put(screen, outcomes(kind.toString(), screen));
            }
            requests.put(Optional.of(kind), byScreen);
        }
    }

    private Map<Outcome, Counter> outcomes(String action, String screen) {
        var counters = new EnumMap<Outcome, Counter>(Outcome.class);
        for (var outcome : Outcome.values()) {
            counters.put(
                    outcome,
                    counter(
                            "penstock.requests",
                            "Requests to the endpoint, by what became of them.",
                            Tags.of("action", action, "screen", screen, "outcome", lower(outcome))));
        }
        return counters;
    }

    private Timer whole(String action) {
        return EdgedTimers.of(
                registry,
                "penstock.request.duration",
                "How long requests take, from their arrival at the endpoint to the sealed answer.",
                endpoint.and("action", action));
    }

    /** Without edges, since there may be many: how often, how long together, and the longest of late. */
    private Timer screen(String screen) {
        return Timer.builder("penstock.screen.duration")
                .description("How long requests take that people send from a screen, by data_exchange or BACK.")
                .tags(endpoint.and("screen", screen))
                .register(registry);
    }

    private Timer decryption(String key) {
        return EdgedTimers.of(
                registry,
                "penstock.decryption.duration",
                "How long it takes to open a request with the private keys.",
                endpoint.and("key", key));
    }

    private Counter refusedAnswers(String sent) {
        return counter(
                "penstock.refused.answers",
                "Answers in which the response check found what a phone would refuse.",
                Tags.of("sent", sent));
    }

    private Counter error(String key) {
        return counter(
                "penstock.error.notifications",
                "Error notifications: a phone could not use an answer.",
                Tags.of("error", key));
    }

    private Counter counter(String name, String description, Tags tags) {
        return Counter.builder(name)
                .description(description)
                .tags(endpoint.and(tags))
                .register(registry);
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }

    @Override
    public void on(EndpointEvent event) {
        switch (event) {
            case EndpointEvent.Received received -> {}
            case EndpointEvent.Opened opened ->
                (opened.withCurrentKey() ? withCurrentKey : withPreviousKey).record(opened.decryption());
            case EndpointEvent.Handled handled ->
                handled.request().kind().map(handler::get).ifPresent(timer -> timer.record(handled.elapsed()));
            case EndpointEvent.Failed failed -> increment(failures.get(failed.failure()));
            case EndpointEvent.ErrorNotified notified -> increment(errors.get(notified.errorKey()));
            case EndpointEvent.Replayed replayed -> increment(replays.get(replayed.repeated()));
            case EndpointEvent.ResponseRefused refused -> (refused.sent() ? sentWithFaults : notSent).increment();
            case EndpointEvent.Answered answered -> {
                count(answered.request(), outcome(answered));
                record(answered.request(), answered.elapsed());
            }
            case EndpointEvent.Refused refused -> {
                increment(refusals.get(refused.refusal()));
                count(refused.request(), Outcome.REFUSED);
                record(refused.request(), refused.elapsed());
            }
        }
    }

    private static Outcome outcome(EndpointEvent.Answered answered) {
        if (answered.replayed()) {
            return Outcome.REPLAYED;
        }
        if (answered.status() == 427) {
            return Outcome.INVALID_FLOW_TOKEN;
        }
        return answered.failed() ? Outcome.FAILED : Outcome.ANSWERED;
    }

    private void record(RequestLabels request, Duration elapsed) {
        var timer = whole.get(request.kind());
        if (timer != null) {
            timer.record(elapsed);
        }
        request.kind()
                .filter(MetersOfEndpoint::isOnScreen)
                .map(kind -> named(onScreen, request))
                .ifPresent(screen -> screen.record(elapsed));
    }

    private static boolean isOnScreen(Kind kind) {
        return kind == Kind.DATA_EXCHANGE || kind == Kind.BACK;
    }

    /** What there is for the screen of a request; for the others together where it is not told apart. */
    private static <T> @Nullable T named(Map<String, T> byScreen, RequestLabels request) {
        var own = byScreen.get(request.screen().orElse(NONE));
        return own == null ? byScreen.getOrDefault(OTHER, byScreen.get(NONE)) : own;
    }

    private void count(RequestLabels request, Outcome outcome) {
        var byScreen = requests.getOrDefault(request.kind(), Map.of());
        var outcomes = named(byScreen, request);
        increment(outcomes == null ? null : outcomes.get(outcome));
    }

    private static void increment(@Nullable Counter counter) {
        if (counter != null) { // there is one for each
            counter.increment();
        }
    }
}
