package dev.penstock.cli.top;

import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * What all replicas together did in a while, and how they are now.
 *
 * @param replicas what each showed last
 * @param done what was counted in that while
 * @param seconds how long it was; 0 if it is all since each replica started
 */
record Figures(List<Replica.Look> replicas, ReplicaSamples done, double seconds) {

    /** What a person waits for. */
    private static final String[] ON_SCREEN = {"init", "data_exchange", "back"};

    /** What strangers can cause by themselves, as the alerts have it. */
    private static final String[] BY_STRANGERS = {"invalid_request_signature", "malformed_request"};

    /** Between two looks at the same replicas. One that was not there at the first has done nothing yet. */
    static Figures between(List<Replica.Look> first, List<Replica.Look> second, double seconds) {
        Map<URI, ReplicaSamples> before = new HashMap<>();
        first.stream().filter(Replica.Look::isUp).forEach(look -> before.put(look.page(), look.samples()));
        var done = new ArrayList<ReplicaSamples>();
        for (var look : second) {
            var earlier = before.get(look.page());
            if (earlier != null) {
                done.add(look.samples().since(earlier));
            }
        }
        return new Figures(second, ReplicaSamples.together(done), seconds);
    }

    /** Since each replica started. */
    static Figures sinceStart(List<Replica.Look> looks) {
        return new Figures(
                looks,
                ReplicaSamples.together(
                        looks.stream().map(Replica.Look::samples).toList()),
                0);
    }

    /** What all replicas show now. */
    ReplicaSamples now() {
        return ReplicaSamples.together(
                replicas.stream().map(Replica.Look::samples).toList());
    }

    ReplicaSamples requests() {
        return done.named("penstock_requests_total");
    }

    double requests(String outcome) {
        return requests().with("outcome", outcome).sum();
    }

    /** As Meta would see it, if no network were between. */
    OptionalDouble errorRatio() {
        return errorRatio(requests(), done.named("penstock_refusals_total"));
    }

    private static OptionalDouble errorRatio(ReplicaSamples requests, ReplicaSamples refusals) {
        double byStrangers = refusals.with("reason", BY_STRANGERS).sum();
        double all = requests.sum() - byStrangers;
        double failed = requests.with("outcome", "failed").sum() + refusals.sum() - byStrangers;
        return all <= 0 ? OptionalDouble.empty() : OptionalDouble.of(failed / all);
    }

    /** Why something failed or was refused, or what an answer was that phones could not use, and how often. */
    record Reason(String kind, String reason, double count) {}

    /** The most frequent first; only what happened. */
    List<Reason> reasons() {
        var reasons = new ArrayList<Reason>();
        reasons.addAll(reasons("failed", "penstock_failures_total", "failure"));
        reasons.addAll(reasons("refused", "penstock_refusals_total", "reason"));
        reasons.addAll(reasons("told by phones", "penstock_error_notifications_total", "error"));
        reasons.sort((one, other) -> Double.compare(other.count(), one.count()));
        return reasons;
    }

    private List<Reason> reasons(String kind, String counter, String label) {
        return done.named(counter).by(label).entrySet().stream()
                .map(each -> new Reason(
                        kind, each.getKey().getFirst(), each.getValue().sum()))
                .filter(reason -> reason.count() > 0)
                .toList();
    }

    /** How many replicas serve an earlier configuration, since the present one has mistakes. */
    long outdatedConfigurations() {
        return now().named("penstock_configuration_up_to_date").all().stream()
                .filter(sample -> sample.value() == 0)
                .count();
    }

    OptionalDouble clientErrorRatio() {
        double people = requests().with("action", ON_SCREEN).sum();
        double told = done.named("penstock_error_notifications_total").sum();
        return people <= 0 ? OptionalDouble.empty() : OptionalDouble.of(told / people);
    }

    /** The histogram of what people wait for. */
    ReplicaSamples latency() {
        return done.named("penstock_request_duration_seconds_bucket").with("action", ON_SCREEN);
    }

    /** One Flow of one tenant. */
    record FlowFigures(String flow, String tenant, double requests, OptionalDouble errors, ReplicaSamples latency) {}

    /** The busiest first. */
    List<FlowFigures> flows() {
        var flows = new ArrayList<FlowFigures>();
        var refusals = done.named("penstock_refusals_total").by("flow", "tenant");
        var latency = latency().by("flow", "tenant");
        requests()
                .by("flow", "tenant")
                .forEach((name, requests) -> flows.add(new FlowFigures(
                        name.getFirst(),
                        name.getLast(),
                        requests.sum(),
                        errorRatio(requests, refusals.getOrDefault(name, new ReplicaSamples(List.of()))),
                        latency.getOrDefault(name, new ReplicaSamples(List.of())))));
        flows.sort((one, other) -> Double.compare(other.requests(), one.requests()));
        return flows;
    }

    /** One screen from which people sent something. */
    record ScreenFigures(
            String flow, String tenant, String screen, double requests, double mean, OptionalDouble longest) {}

    /** The slowest first, by what a request takes on average; those only from which something came. */
    List<ScreenFigures> screens() {
        var screens = new ArrayList<ScreenFigures>();
        var sums = done.named("penstock_screen_duration_seconds_sum").by("flow", "tenant", "screen");
        var longest = now().named("penstock_screen_duration_seconds_max").by("flow", "tenant", "screen");
        done.named("penstock_screen_duration_seconds_count")
                .by("flow", "tenant", "screen")
                .forEach((name, counts) -> {
                    double count = counts.sum();
                    if (count > 0) {
                        screens.add(new ScreenFigures(
                                name.get(0),
                                name.get(1),
                                name.get(2),
                                count,
                                sums.getOrDefault(name, new ReplicaSamples(List.of()))
                                                .sum()
                                        / count,
                                longest.getOrDefault(name, new ReplicaSamples(List.of()))
                                        .most()));
                    }
                });
        screens.sort((one, other) -> Double.compare(other.mean(), one.mean()));
        return screens;
    }

    /** The backends behind one Flow of one tenant. */
    record BackendFigures(
            String flow,
            String tenant,
            double questions,
            OptionalDouble failures,
            ReplicaSamples latency,
            boolean isResting) {}

    List<BackendFigures> backends() {
        var backends = new ArrayList<BackendFigures>();
        var latency = done.named("penstock_backend_duration_seconds_bucket").by("flow", "tenant");
        var resting = now().named("penstock_backend_breakers_open").by("flow", "tenant");
        done.named("penstock_backend_requests_total").by("flow", "tenant").forEach((name, questions) -> {
            double all = questions.sum();
            double answered = questions.with("outcome", "answered").sum();
            backends.add(new BackendFigures(
                    name.getFirst(),
                    name.getLast(),
                    all,
                    all <= 0 ? OptionalDouble.empty() : OptionalDouble.of((all - answered) / all),
                    latency.getOrDefault(name, new ReplicaSamples(List.of())),
                    resting.getOrDefault(name, new ReplicaSamples(List.of())).sum() > 0));
        });
        backends.sort((one, other) -> Double.compare(other.questions(), one.questions()));
        return backends;
    }

    /** A queue, as it is at the replica where it is the fullest: replicas may share it. */
    record QueueFigures(String name, OptionalDouble size, OptionalDouble lagSeconds, OptionalDouble deadLetters) {}

    List<QueueFigures> queues() {
        var now = now();
        var queues = new ArrayList<QueueFigures>();
        if (!now.named("penstock_webhook_queue_size").isEmpty()) {
            queues.add(new QueueFigures(
                    "webhooks",
                    now.named("penstock_webhook_queue_size").most(),
                    now.named("penstock_webhook_queue_lag_seconds").most(),
                    now.named("penstock_webhook_dead_letters").most()));
        }
        now.named("penstock_event_queue_size").by("destination").forEach((name, sizes) -> {
            var destination = name.getFirst();
            queues.add(new QueueFigures(
                    "events to " + destination,
                    sizes.most(),
                    now.named("penstock_event_queue_lag_seconds")
                            .with("destination", destination)
                            .most(),
                    now.named("penstock_event_dead_letters")
                            .with("destination", destination)
                            .most()));
        });
        return queues;
    }

    /** Numbers whose key phones refuse. */
    List<String> mismatchedKeys() {
        return now().named("penstock_key_status").with("status", "mismatch").all().stream()
                .filter(sample -> sample.value() == 1)
                .map(sample -> sample.series().label("phone_number_id"))
                .distinct()
                .toList();
    }

    /** Of the certificate that ends first, in seconds since 1970. */
    OptionalDouble certificateNotAfter() {
        return now().named("penstock_tls_certificate_not_after_seconds").all().stream()
                .flatMapToDouble(sample -> DoubleStream.of(sample.value()))
                .min();
    }

    /** In a second; of all that there was if the while has no length. */
    double perSecond(double count) {
        return seconds > 0 ? count / seconds : count;
    }
}
