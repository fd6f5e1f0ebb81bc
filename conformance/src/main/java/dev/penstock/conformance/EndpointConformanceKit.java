package dev.penstock.conformance;

import dev.penstock.conformance.ConformanceScenario.Need;
import dev.penstock.conformance.Probe.Baseline;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Judges an endpoint: every scenario of the contract, and the mistakes that are known.
 *
 * <p>From a test, make one dynamic test of each of {@link #scenarios()} which calls {@link #run(ConformanceScenario)}
 * and fails if {@link ConformanceResult#isFailure()}; no test framework is needed here.
 *
 * <p>Nothing is judged by guess: where something is missing, a verdict says what. Scenarios run one after the other, in
 * any order, and leave nothing behind but what the endpoint makes of the submission that was given.
 *
 * <p>Thread-safe, though times are only worth something if nothing else runs. {@link #close()} it to give its
 * connections back.
 */
public final class EndpointConformanceKit implements AutoCloseable {

    private static final List<ConformanceScenario> CATALOGUE = Stream.of(
                    ActionScenarios.all(),
                    HttpScenarios.all(),
                    SignatureScenarios.all(),
                    UndecryptableScenarios.all(),
                    MalformedScenarios.all(),
                    ErrorNotificationScenarios.all(),
                    TokenScenarios.all(),
                    TokenSignatureScenarios.all(),
                    SizeScenarios.all(),
                    ReplayScenarios.all(),
                    ConcurrencyScenarios.all(),
                    SlowUploadScenarios.all(),
                    TimingScenarios.all())
            .flatMap(List::stream)
            .toList();

    private final Probe probe;

    private EndpointConformanceKit(Probe probe) {
        this.probe = probe;
    }

    /**
     * Makes a kit for one endpoint.
     *
     * @param target the endpoint, and what is known of it
     * @return the kit; it has asked nothing yet
     */
    public static EndpointConformanceKit of(ConformanceTarget target) {
        return new EndpointConformanceKit(new Probe(target));
    }

    /** {@return all scenarios, in the order in which they read well} */
    public static List<ConformanceScenario> scenarios() {
        return CATALOGUE;
    }

    /**
     * Chooses scenarios.
     *
     * @param only groups such as {@code signature}, and ids such as {@code signature/missing}; empty for all
     * @param skip groups and ids to leave out
     * @return the scenarios
     * @throws IllegalArgumentException if there is no group or scenario of a given name
     */
    public static List<ConformanceScenario> scenarios(Collection<String> only, Collection<String> skip) {
        Stream.concat(only.stream(), skip.stream()).forEach(EndpointConformanceKit::requireKnown);
        return CATALOGUE.stream()
                .filter(scenario -> only.isEmpty() || names(only, scenario))
                .filter(scenario -> !names(skip, scenario))
                .toList();
    }

    private static void requireKnown(String name) {
        if (CATALOGUE.stream().noneMatch(scenario -> names(List.of(name), scenario))) {
            throw new IllegalArgumentException(
                    "There is no group or scenario \"%s\". The groups are %s.".formatted(name, groups()));
        }
    }

    private static boolean names(Collection<String> names, ConformanceScenario scenario) {
        return names.contains(scenario.group()) || names.contains(scenario.id());
    }

    private static String groups() {
        return String.join(
                ", ",
                CATALOGUE.stream().map(ConformanceScenario::group).distinct().toList());
    }

    /**
     * Runs scenarios one after the other.
     *
     * @param scenarios which
     * @param listener hears of each result at once
     * @return all results
     */
    public ConformanceReport run(List<ConformanceScenario> scenarios, Consumer<ConformanceResult> listener) {
        var results = new ArrayList<ConformanceResult>();
        for (var scenario : scenarios) {
            var result = run(scenario);
            results.add(result);
            listener.accept(result);
        }
        return new ConformanceReport(probe.target().endpoint(), results);
    }

    /**
     * Runs one scenario.
     *
     * @param scenario which
     * @return its result; never throws for what an endpoint does
     */
    public ConformanceResult run(ConformanceScenario scenario) {
        long started = System.nanoTime();
        var verdict = missing(scenario).map(Verdict::notJudged).orElseGet(() -> scenario.judge(probe));
        return new ConformanceResult(scenario, verdict, Duration.ofNanos(System.nanoTime() - started));
    }

    /** What is missing for a judgement, in words. */
    private Optional<String> missing(ConformanceScenario scenario) {
        return scenario.needs().stream()
                .flatMap(need -> missing(scenario, need).stream())
                .findFirst();
    }

    private Optional<String> missing(ConformanceScenario scenario, Need need) {
        var target = probe.target();
        return switch (need) {
            case CONNECTION ->
                isHealthCheck(scenario)
                        ? Optional.empty()
                        : unless(
                                !probe.baseline().reply().isMissing(),
                                "The endpoint gave no answer to a health check.");
            case OPENED_REQUESTS -> closed(probe.baseline());
            case APP_SECRET ->
                unless(target.access().signature().isPresent(), "No app secret was given, so nothing can be signed.");
            case FLOW_JSON -> unless(target.responseCheck().isPresent(), "No Flow JSON was given.");
            case SCREEN_DATA -> unless(target.flowJson().isPresent(), "No Flow JSON was given.");
            case SUBMISSION ->
                unless(target.submission().isPresent(), "No screen and data were given that the endpoint accepts.");
            case EXPIRED_TOKEN ->
                unless(target.expiredFlowToken().isPresent(), "No flow token was given that has expired.");
            case PREVIOUS_SECRET ->
                unless(target.previousSignature().isPresent(), "No app secret of before a reset was given.");
        };
    }

    /** The health check shows by itself why there is no answer. */
    private static boolean isHealthCheck(ConformanceScenario scenario) {
        return scenario.id().equals("actions/ping");
    }

    private Optional<String> closed(Baseline baseline) {
        int status = baseline.reply().status();
        if (status == 432 && probe.target().access().signature().isEmpty()) {
            return Optional.of("The endpoint demands signed requests (432), and no app secret was given.");
        }
        return unless(
                baseline.opensRequests(),
                "The health check was answered with %s%s."
                        .formatted(baseline.reply().words(), Judge.meaning(status)));
    }

    private static Optional<String> unless(boolean fulfilled, String reason) {
        return fulfilled ? Optional.empty() : Optional.of(reason);
    }

    @Override
    public void close() {
        probe.close();
    }
}
