package dev.penstock.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Strangers get the documented statuses in every container, and keep nobody out. */
class HostileClientsIT {

    static List<Container.Kind> containers() {
        return Container.all();
    }

    @ParameterizedTest
    @MethodSource("containers")
    void answersStrangersAsDocumented(Container.Kind kind) throws Exception {
        try (var container = start(kind, ServletLimits.defaults());
                var clients = clients(container)) {
            clients.assertAllAreAnsweredAsDocumented();
            clients.assertOtherMethodsAreRefused();
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void slowUploadsKeepNobodyOut(Container.Kind kind) throws Exception {
        try (var container = start(kind, ServletLimits.defaults());
                var clients = clients(container)) {
            clients.assertSlowUploadsKeepNobodyOut();
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void refusesABodyThatTricklesBeyondItsDeadline(Container.Kind kind) throws Exception {
        try (var container = start(kind, ServletLimits.defaults().withBodyDeadline(Duration.ofMillis(300)));
                var clients = clients(container);
                var socket = clients.slowUpload()) {
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .pollInterval(Duration.ofMillis(50))
                    .until(() -> hasAnswerAfterAnotherByte(socket));

            assertThat(firstLine(socket)).contains(" 408");
            clients.assertHealthy();
        }
    }

    @ParameterizedTest
    @MethodSource("containers")
    void refusesBodiesBeyondTheMemoryForAllOfThem(Container.Kind kind) throws Exception {
        var limits = ServletLimits.defaults().withMaxBodyBytes(250_000).withMaxBufferedBytes(250_000);
        try (var container = start(kind, limits);
                var clients = clients(container);
                var first = clients.slowUpload(249_000, 200_000);
                var second = clients.slowUpload(249_000, 200_000)) {
            var refused = Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(
                            () -> List.of(first, second).stream()
                                    .filter(HostileClientsIT::hasAnswer)
                                    .toList(),
                            found -> !found.isEmpty());

            assertThat(firstLine(refused.getFirst())).contains(" 503");
            clients.assertHealthy(); // since large bodies leave small ones their room
        }
    }

    private static Container start(Container.Kind kind, ServletLimits limits) throws Exception {
        var servlet = PenstockServlet.builder()
                .endpoint(Greeting.endpoint().build())
                .limits(limits)
                .build();
        return kind.start().start(servlet::addTo);
    }

    private static HostileClients clients(Container container) {
        return new HostileClients(container.uri().resolve("/flows/greeting"));
    }

    private static boolean hasAnswerAfterAnotherByte(Socket socket) throws IOException {
        try {
            HostileClients.say(socket, "x");
        } catch (SocketException closed) {
            // answered before
        }
        return hasAnswer(socket);
    }

    private static boolean hasAnswer(Socket socket) {
        try {
            return socket.getInputStream().available() > 0;
        } catch (IOException closed) {
            return true;
        }
    }

    private static String firstLine(Socket socket) throws IOException {
        var line = new StringBuilder();
        int c;
        while ((c = socket.getInputStream().read()) >= 0 && c != '\n') {
            line.append((char) c);
        }
        return line.toString();
    }
}
