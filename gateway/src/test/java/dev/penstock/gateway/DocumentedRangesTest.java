package dev.penstock.gateway;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.penstock.gateway.alert.AlertNotifier;
import dev.penstock.gateway.alert.EmailAlerts;
import dev.penstock.gateway.backend.Backend;
import dev.penstock.gateway.backend.BackendBreaker;
import dev.penstock.gateway.backend.BackendFlow;
import dev.penstock.gateway.backend.HttpBackend;
import dev.penstock.gateway.event.EventOutbox;
import dev.penstock.gateway.event.HttpEventDestination;
import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.server.RequestQuota;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.IntConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A range that is documented is checked where the value is given, and not where it does harm. */
class DocumentedRangesTest {

    private static final Duration ZERO = Duration.ZERO;
    private static final Duration NEGATIVE = Duration.ofMillis(-1);
    private static final Duration TINY = Duration.ofMillis(1);
    private static final Duration TEN = Duration.ofSeconds(10);
    private static final URI URL = URI.create("http://127.0.0.1:1/flow");
    private static final Backend NOBODY = request -> {
        throw new UnsupportedOperationException();
    };

    private static EmailAlerts.Settings mail(int port, List<String> to) {
        return new EmailAlerts.Settings(
                "localhost", port, EmailAlerts.Tls.NONE, "from@example.com", to, Optional.empty());
    }

    static Stream<Arguments> times() {
        return Stream.of(
                time(
                        "what lasts is told again",
                        repeat -> notifier().repeat(repeat),
                        List.of(TINY, TEN),
                        ZERO,
                        NEGATIVE),
                time(
                        "closing the outbox",
                        limit -> EventOutbox.builder().closeLimit(limit),
                        List.of(ZERO, TEN),
                        NEGATIVE),
                time(
                        "waiting after a failure",
                        wait -> EventOutbox.builder().retries(wait),
                        List.of(ZERO, TEN),
                        NEGATIVE),
                time(
                        "a delivery",
                        timeout -> HttpEventDestination.builder("crm", URL).timeout(timeout),
                        List.of(TINY, Duration.ofMinutes(2)),
                        ZERO,
                        NEGATIVE,
                        Duration.ofMinutes(2).plusMillis(1)),
                time(
                        "the time budget of an endpoint",
                        budget -> GatewayEndpoint.builder("booking", NOBODY).timeBudget(budget),
                        List.of(TINY, TEN),
                        ZERO,
                        NEGATIVE,
                        TEN.plusMillis(1)),
                time(
                        "the time budget of a Flow",
                        budget -> BackendFlow.builder("booking", NOBODY).timeBudget(budget),
                        List.of(TINY, TEN),
                        ZERO,
                        NEGATIVE,
                        TEN.plusMillis(1)),
                time(
                        "a question to a backend",
                        timeout -> HttpBackend.builder(URL).timeout(timeout),
                        List.of(TINY, TEN),
                        ZERO,
                        NEGATIVE,
                        TEN.plusMillis(1)),
                time(
                        "connecting to a backend",
                        timeout -> HttpBackend.builder(URL).connectTimeout(timeout),
                        List.of(TINY, TEN),
                        ZERO,
                        NEGATIVE,
                        TEN.plusMillis(1)),
                time(
                        "an idle connection",
                        idle -> HttpBackend.builder(URL).idleConnection(idle),
                        List.of(TINY, Duration.ofMinutes(10)),
                        ZERO,
                        NEGATIVE,
                        Duration.ofMinutes(10).plusMillis(1)),
                time("a breaker", openFor -> new BackendBreaker(1, 1, openFor), List.of(TINY, TEN), ZERO, NEGATIVE));
    }

    private static AlertNotifier.Builder notifier() {
        try (var metrics = PenstockMetrics.create()) {
            return AlertNotifier.builder(metrics);
        }
    }

    private static Arguments time(String what, Consumer<Duration> given, List<Duration> right, Duration... wrong) {
        return argumentSet(what, given, right, List.of(wrong));
    }

    @ParameterizedTest
    @MethodSource
    void times(Consumer<Duration> given, List<Duration> right, List<Duration> wrong) {
        right.forEach(
                each -> assertThatCode(() -> given.accept(each)).as("%s", each).doesNotThrowAnyException());
        wrong.forEach(each -> assertThatIllegalArgumentException()
                .as("%s", each)
                .isThrownBy(() -> given.accept(each))
                .withMessageContaining(each.toString()));
    }

    static Stream<Arguments> counts() {
        return Stream.of(
                count("tenants in memory", given -> Gateway.builder().tenantCache(given), 1, 0, -1),
                count("requests of a tenant", given -> Gateway.builder().tenantLimits(given, 0), 1, 0, -1),
                count("waiting requests of a tenant", given -> Gateway.builder().tenantLimits(1, given), 0, -1),
                count("a quota", given -> RequestQuota.of(given, 0), 1, 0, -1),
                count("connections", given -> HttpBackend.builder(URL).connections(given), 1, 0, -1),
                count("bytes of an answer", given -> HttpBackend.builder(URL).maxAnswerBytes(given), 1, 0, -1),
                count(
                        "endpoints with labels",
                        given -> PenstockMetrics.create(given).close(),
                        1,
                        0,
                        -1),
                count("failures of a breaker", given -> new BackendBreaker(given, 20, TEN), 1, 0, -1, 21),
                count("the port of mail", given -> mail(given, List.of("ops@example.com")), 25, 0, -1, 65_536),
                count(
                        "who gets mail",
                        given -> mail(25, List.of("ops@example.com").subList(0, given)),
                        1,
                        0));
    }

    private static Arguments count(String what, IntConsumer given, int right, Integer... wrong) {
        return argumentSet(what, given, right, List.of(wrong));
    }

    @ParameterizedTest
    @MethodSource
    void counts(IntConsumer given, int right, List<Integer> wrong) {
        assertThatCode(() -> given.accept(right)).doesNotThrowAnyException();
        wrong.forEach(
                each -> assertThatIllegalArgumentException().as("%d", each).isThrownBy(() -> given.accept(each)));
    }
}
