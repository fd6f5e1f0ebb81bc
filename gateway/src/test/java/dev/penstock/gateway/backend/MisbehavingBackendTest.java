package dev.penstock.gateway.backend;

import static dev.penstock.gateway.backend.HttpBackendTest.request;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.penstock.gateway.backend.BackendException.Reason;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Real servers on loopback that do everything wrong: there is a reason in time, and no second call that could do harm.
 */
@Timeout(60)
class MisbehavingBackendTest {

    private static final Duration SHORT = Duration.ofMillis(400);
    private static final String FINE = "{\"screen\":\"A\"}";

    private static HttpBackendBuilder backend(LoopbackServer server) {
        return HttpBackend.builder(server.uri()).timeout(SHORT);
    }

    private static BackendException failure(Backend backend) {
        return failure(backend, Duration.ofSeconds(5));
    }

    private static BackendException failure(Backend backend, Duration timeLeft) {
        try {
            throw new AssertionError("answered: " + backend.ask(request(timeLeft)));
        } catch (BackendException expected) {
            return expected;
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void deadOneIsUnreachable() throws Exception {
        int port;
        try (var closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }
        try (var backend = HttpBackend.builder(URI.create("http://127.0.0.1:%d/".formatted(port)))
                .build()) {
            var failure = failure(backend);

            assertThat(failure.reason()).isEqualTo(Reason.UNREACHABLE);
            assertThat(failure).hasMessageContaining("127.0.0.1:" + port).hasMessageContaining("Nothing was sent");
        }
    }

    @Test
    void nameThatNobodyKnowsIsUnreachable() {
        try (var backend =
                HttpBackend.builder(URI.create("http://no-such-host.invalid/")).build()) {
            assertThat(failure(backend).reason()).isEqualTo(Reason.UNREACHABLE);
        }
    }

    @Test
    void slowOneIsLateAndItsConnectionIsClosed() throws Exception {
        var never = new CountDownLatch(1);
        try (var server = LoopbackServer.start(exchange -> never.await());
                var backend = backend(server).build()) {
            long start = System.nanoTime();

            assertThat(failure(backend).reason()).isEqualTo(Reason.LATE);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isBetween(SHORT, SHORT.plusSeconds(2));
            assertThat(server.exchanges()).hasSize(1);
            never.countDown();
            await().until(() -> server.openConnections() == 0);
        }
    }

    @Test
    void timeLeftIsShorterThanTheTimeout() throws Exception {
        try (var server = LoopbackServer.start(exchange -> new CountDownLatch(1).await());
                var backend = HttpBackend.builder(server.uri()).build()) {
            long start = System.nanoTime();

            assertThat(failure(backend, SHORT).reason()).isEqualTo(Reason.LATE);

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(3));
            assertThat(Integer.parseInt(server.exchanges().getFirst().headers().get("penstock-time-left")))
                    .isBetween(1, 400);
        }
    }

    @Test
    void oneBytePerSecondIsLate() throws Exception {
        try (var server = LoopbackServer.start(exchange -> {
                    for (var letter : ("HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n" + FINE).split("")) {
                        exchange.send(letter);
                        TimeUnit.MILLISECONDS.sleep(100);
                    }
                });
                var backend = backend(server).build()) {
            assertThat(failure(backend).reason()).isEqualTo(Reason.LATE);
        }
    }

    @Test
    void oneThatReadsNothingOfALargeRequestIsLate() throws Exception {
        try (var listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                var backend = HttpBackend.builder(URI.create("http://127.0.0.1:%d/".formatted(listener.getLocalPort())))
                        .timeout(SHORT)
                        .build()) {
            var small = request();
            var large = new BackendRequest(
                    small.tenant(),
                    small.flow(),
                    small.action(),
                    small.screen(),
                    new byte[10_000_000],
                    small.id(),
                    small.logId(),
                    small.subject(),
                    small.timeLeft(),
                    small.traceparent());

            assertThatThrownBy(() -> backend.ask(large))
                    .isInstanceOfSatisfying(
                            BackendException.class,
                            late -> assertThat(late.reason()).isEqualTo(Reason.LATE));
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "SSH-2.0-OpenSSH_9.2\r\n\r\n",
                "HTTP/2 200\r\n\r\n",
                "HTTP/1.1 2OO OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nno colon here\r\n\r\n",
                "HTTP/1.1 200 OK\r\nname : x\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\ncontent-length: 4\r\ncontent-length: 5\r\n\r\n{}{}x",
                "HTTP/1.1 200 OK\r\ncontent-length: 400\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: gzip\r\n\r\n{}",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\ncontent-length: 3\r\n\r\n0\r\n\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\nxyz\r\n",
                "HTTP/1.1 200 OK\r\ntransfer-encoding: chunked\r\n\r\n1\r\n{}\r\n0\r\n\r\n",
                "\0\1\2\3"
            })
    void garbageIsNoAnswer(String garbage) throws Exception {
        try (var server = LoopbackServer.start(exchange -> {
                    exchange.send(garbage);
                    exchange.socket().shutdownOutput();
                });
                var backend = backend(server).build()) {
            assertThat(failure(backend).reason()).isEqualTo(Reason.BROKEN);
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    @Test
    void headWithoutEndIsNoAnswer() throws Exception {
        try (var server = LoopbackServer.start(exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\n");
                    while (true) {
                        exchange.send("x-more: " + "y".repeat(1000) + "\r\n");
                    }
                });
                var backend = backend(server).timeout(Duration.ofSeconds(5)).build()) {
            assertThat(failure(backend).reason()).isEqualTo(Reason.BROKEN);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"content-length: 10000000\r\n", "transfer-encoding: chunked\r\n", "x: y\r\n"})
    void tenMegabytesAreTooMuchHoweverTheyAreSent(String header) throws Exception {
        try (var server = LoopbackServer.start(exchange -> {
                    exchange.send("HTTP/1.1 200 OK\r\n%s\r\n".formatted(header));
                    for (int i = 0; i < 10; i++) {
                        exchange.send(header.startsWith("t") ? "F4240\r\n" : "");
                        exchange.send("x".repeat(1_000_000));
                        exchange.send(header.startsWith("t") ? "\r\n" : "");
                    }
                    exchange.socket().close();
                });
                var backend = backend(server).timeout(Duration.ofSeconds(5)).build()) {
            assertThat(failure(backend).reason()).isEqualTo(Reason.TOO_LARGE);
        }
    }

    @Test
    void redirectIsNotFollowed() throws Exception {
        try (var elsewhere = LoopbackServer.answering(200, FINE);
                var server = LoopbackServer.start(
                        exchange -> exchange.respond(307, FINE, "location: %s\r\n".formatted(elsewhere.uri())));
                var backend = backend(server).build()) {
            assertThat(failure(backend).reason()).isEqualTo(Reason.REDIRECT);
            assertThat(elsewhere.connections()).isZero();
        }
    }

    @Test
    void resetOnANewConnectionIsNotRepeated() throws Exception {
        try (var server = LoopbackServer.start(LoopbackServer.Exchange::reset);
                var backend = backend(server).build()) {
            assertThat(failure(backend).reason()).isEqualTo(Reason.BROKEN);
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    @Test
    void idleConnectionThatClosesWhenItIsUsedIsReplacedOnceWithTheSameId() throws Exception {
        var requests = new AtomicInteger();
        try (var server = LoopbackServer.start(exchange -> {
                    if (requests.incrementAndGet() == 2) {
                        exchange.socket().close();
                    } else {
                        exchange.respond(200, FINE);
                    }
                });
                var backend = backend(server).build()) {
            backend.ask(request());
            backend.ask(request());

            assertThat(server.exchanges()).hasSize(3);
            assertThat(server.exchanges().get(2).headers().get("webhook-id"))
                    .isEqualTo(server.exchanges().get(1).headers().get("webhook-id"));
        }
    }

    @Test
    void connectionThatTheBackendClosedMeanwhileIsNotUsed() throws Exception {
        try (var server = LoopbackServer.start(exchange -> {
                    exchange.respond(200, FINE);
                    exchange.socket().close();
                });
                var backend = backend(server).build()) {
            for (int i = 0; i < 50; i++) {
                backend.ask(request());
            }
            assertThat(server.exchanges()).hasSize(50);
        }
    }

    @Test
    void idleConnectionIsClosedAfterItsTime() throws Exception {
        try (var server = LoopbackServer.answering(200, FINE);
                var backend =
                        backend(server).idleConnection(Duration.ofMillis(50)).build()) {
            backend.ask(request());

            await().until(() -> server.openConnections() == 0);
        }
    }

    @Test
    void closingClosesIdleConnections() throws Exception {
        try (var server = LoopbackServer.answering(200, FINE)) {
            var backend = backend(server).build();
            backend.ask(request());
            backend.close();

            await().until(() -> server.openConnections() == 0);
        }
    }

    @Test
    void answerWithMoreBehindItDoesNotReachTheNextRequest() throws Exception {
        try (var server = LoopbackServer.start(exchange -> exchange.send(
                        "HTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n%sHTTP/1.1 200 OK\r\ncontent-length: 14\r\n\r\n%s"
                                .formatted(FINE, "{\"screen\":\"B\"}")));
                var backend = backend(server).build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(backend.ask(request())).hasToString("Next[screen=A, data=FlowData[0 fields]]");
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {502, 503, 504, 0, -1})
    void idempotentOneIsAskedOnceMore(int trouble) throws Exception {
        var requests = new AtomicInteger();
        var never = new CountDownLatch(1);
        try (var server = LoopbackServer.start(exchange -> {
                    if (requests.incrementAndGet() > 1) {
                        exchange.respond(200, FINE);
                    } else if (trouble > 0) {
                        exchange.respond(trouble, "");
                    } else if (trouble == 0) {
                        exchange.reset();
                    } else {
                        never.await();
                    }
                });
                var backend = backend(server).idempotent().build()) {
            backend.ask(request());

            assertThat(requests).hasValue(2);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 404, 427, 500, 501, 302})
    void idempotentOneIsNotAskedAgainAfterAnAnswer(int status) throws Exception {
        try (var server = LoopbackServer.answering(status, "");
                var backend = backend(server).idempotent().build()) {
            failure(backend);

            assertThat(server.exchanges()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {500, 502, 503, 504})
    void otherOnesAreNeverAskedAgain(int status) throws Exception {
        try (var server = LoopbackServer.answering(status, "");
                var backend = backend(server).build()) {
            assertThat(failure(backend).reason()).isEqualTo(Reason.STATUS);
            assertThat(server.exchanges()).hasSize(1);
        }
    }

    @Test
    void oneThatFailsOftenIsLeftAloneAndTriedAgainLater() throws Exception {
        var isWell = new AtomicBoolean();
        try (var server = LoopbackServer.start(exchange -> exchange.respond(isWell.get() ? 200 : 500, FINE));
                var backend = backend(server)
                        .breaker(new BackendBreaker(3, 4, Duration.ofMillis(300)))
                        .build()) {
            for (int i = 0; i < 3; i++) {
                assertThat(failure(backend).reason()).isEqualTo(Reason.STATUS);
            }
            assertThat(failure(backend).reason()).isEqualTo(Reason.RESTING);
            assertThat(backend.isResting()).isTrue();
            assertThat(server.exchanges()).hasSize(3);

            isWell.set(true);
            await().ignoreExceptions()
                    .untilAsserted(() -> assertThat(backend.ask(request())).isNotNull());
            assertThat(backend.isResting()).isFalse();
        }
    }

    @Test
    void wrongAnswersDoNotOpenTheBreaker() throws Exception {
        try (var server = LoopbackServer.answering(200, "[]");
                var backend = backend(server)
                        .breaker(new BackendBreaker(1, 1, Duration.ofSeconds(10)))
                        .build()) {
            failure(backend);

            assertThat(failure(backend).reason()).isEqualTo(Reason.NOT_JSON);
        }
    }

    @Test
    void noMoreThanAllowedAreUnderWayAndTheNextOnesWaitForAWhile() throws Exception {
        var goOn = new CountDownLatch(1);
        try (var server = LoopbackServer.start(exchange -> {
                    goOn.await();
                    exchange.respond(200, FINE);
                });
                var backend = HttpBackend.builder(server.uri()).connections(2).build();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var asked = IntStream.range(0, 2)
                    .mapToObj(i -> threads.submit(() -> backend.ask(request())))
                    .toList();
            await().until(() -> server.exchanges().size() == 2);

            assertThat(failure(backend, Duration.ofMillis(400)).reason()).isEqualTo(Reason.BUSY);
            Future<BackendAnswer> patient = threads.submit(() -> backend.ask(request(Duration.ofSeconds(30))));
            goOn.countDown();

            patient.get();
            for (var one : asked) {
                one.get();
            }
            assertThat(server.exchanges()).hasSize(3);
        }
    }

    @Test
    void interruptGivesTheConnectionAndThePlaceBack() throws Exception {
        var never = new CountDownLatch(1);
        try (var server = LoopbackServer.start(exchange -> never.await());
                var backend = HttpBackend.builder(server.uri()).connections(1).build()) {
            var asking = Thread.ofVirtual().start(() -> {
                try {
                    backend.ask(request());
                } catch (InterruptedException expected) {
                    Thread.currentThread().interrupt();
                }
            });
            await().until(() -> server.exchanges().size() == 1);
            asking.interrupt();
            asking.join();
            never.countDown();

            await().until(() -> server.openConnections() == 0);
            assertThat(failure(backend, SHORT).reason()).isEqualTo(Reason.LATE);
        }
    }

    @Test
    void developerSeesTheBeginningOfWhatIsNoJson() throws Exception {
        try (var server =
                        LoopbackServer.answering(200, "<b>Fatal error</b>: Uncaught\r\nTypeError" + "x".repeat(1000));
                var revealing = backend(server).revealAnswersForDevelopment().build();
                var discreet = backend(server).build()) {
            assertThat(failure(revealing)).hasMessageContaining("<b>Fatal error</b>: Uncaught TypeErrorxxx");
            assertThat(failure(revealing).getMessage()).hasSizeLessThan(700);
            assertThat(failure(discreet)).hasMessageNotContaining("Fatal");
        }
    }

    @Test
    void exchangeThatTakesNothingLeavesNothingOpen() throws IOException {
        try (var server = LoopbackServer.start(LoopbackServer.Exchange::reset);
                var backend = backend(server).withoutBreaker().build()) {
            for (int i = 0; i < 50; i++) {
                failure(backend);
            }
            await().until(() -> server.openConnections() == 0);
        }
    }
}
