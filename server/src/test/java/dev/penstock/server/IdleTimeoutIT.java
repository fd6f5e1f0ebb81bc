package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * A connection is closed when it has been idle for too long, and not while a request is under way. Its tests wait, so
 * they wait beside each other.
 */
class IdleTimeoutIT {

    private static final Duration IDLE = Duration.ofMillis(800);

    @TempDir
    Path directory;

    private final AtomicLong handlerMillis = new AtomicLong();

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource(Line.class)
    void connectionInUseOutlivesTheIdleTimeout(Line line) throws Exception {
        handlerMillis.set(40);
        try (var server = serve(line);
                var caller = line.call(server)) {
            long end = System.nanoTime() + IDLE.multipliedBy(3).toNanos();
            int asked = 0;
            while (System.nanoTime() < end) {
                assertThat(caller.post("/flows/slow", Requests.DATA_EXCHANGE))
                        .as("request %d", asked++)
                        .isEqualTo(200);
            }
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource(Line.class)
    void requestThatBeginsBeforeTheTimeoutIsAnsweredAfterIt(Line line) throws Exception {
        handlerMillis.set(IDLE.toMillis());
        try (var server = serve(line);
                var caller = line.call(server)) {
            Line.pass(IDLE.toMillis() / 2);

            assertThat(caller.post("/flows/slow", Requests.DATA_EXCHANGE)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource(Line.class)
    void requestThatTakesLongerThanTheIdleTimeoutIsAnswered(Line line) throws Exception {
        handlerMillis.set(IDLE.multipliedBy(2).toMillis());
        try (var server = serve(line);
                var caller = line.call(server)) {
            assertThat(caller.post("/flows/slow", Requests.DATA_EXCHANGE)).isEqualTo(200);
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource(Line.class)
    void idleConnectionIsClosed(Line line) throws Exception {
        try (var server = serve(line);
                var socket = line.connect(server)) {
            long start = System.nanoTime();

            if (line.isHttp2) {
                try (var http2 = new Http2Socket(socket)) {
                    assertThat(http2.awaitEnd()).as("told by GOAWAY").isTrue();
                }
            } else {
                assertThat(socket.getInputStream().read()).isEqualTo(-1);
            }

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(IDLE.dividedBy(2), IDLE.multipliedBy(8));
        }
    }

    @ParameterizedTest
    @Execution(ExecutionMode.CONCURRENT)
    @EnumSource(Line.class)
    void connectionThatBecameIdleAfterItsLastAnswerIsClosed(Line line) throws Exception {
        handlerMillis.set(0);
        try (var server = serve(line);
                var caller = line.call(server)) {
            assertThat(caller.post("/flows/slow", Requests.PING)).isEqualTo(200);

            Awaitility.await()
                    .pollDelay(IDLE.multipliedBy(2))
                    .pollInterval(IDLE.multipliedBy(2))
                    .atMost(Duration.ofSeconds(20))
                    .until(() -> isGone(caller));
        }
    }

    private static boolean isGone(Line.Caller caller) {
        try {
            return caller.post("/flows/slow", Requests.PING) <= 0;
        } catch (java.io.IOException closed) {
            return true;
        }
    }

    private PenstockServer serve(Line line) throws Exception {
        var flow = Flow.named("slow")
                .onInit(request -> NextScreen.of("FIRST"))
                .around((request, next) -> {
                    Thread.sleep(handlerMillis.get());
                    return NextScreen.of("DETAILS");
                })
                .build();
        return line.start(
                PenstockServer.builder()
                        .endpoint(Requests.endpoint(flow).build())
                        .limits(ServerLimits.defaults().withIdleTimeout(IDLE)),
                directory);
    }
}
