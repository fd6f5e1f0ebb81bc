package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Connections that come all at once wait until they are accepted. */
class AcceptQueueIT {

    private static final int BURST = 200;
    /** Less than the second after which a connection that found no room tries again. */
    private static final int PATIENCE_MILLIS = 700;

    private final List<Socket> sockets = new ArrayList<>();

    @AfterEach
    void close() throws IOException {
        for (var socket : sockets) {
            socket.close();
        }
    }

    @Test
    void burstOfConnectionsFindsRoom() {
        try (var server = serve(oneConnection())) {
            assertThatNoException().isThrownBy(() -> connectAll(server));
        }
    }

    @Test
    void queueCanBeMadeShorter() {
        try (var server = serve(oneConnection().withAcceptQueue(5))) {
            assertThatExceptionOfType(SocketTimeoutException.class).isThrownBy(() -> connectAll(server));
        }
    }

    private void connectAll(PenstockServer server) throws IOException {
        for (int i = 0; i < BURST; i++) {
            var socket = new Socket();
            sockets.add(socket);
            socket.connect(new InetSocketAddress("127.0.0.1", server.uri().getPort()), PATIENCE_MILLIS);
        }
    }

    /** So that nobody after the first is accepted. */
    private static ServerLimits oneConnection() {
        return ServerLimits.defaults().withMaxConnections(1).withStopTimeout(Duration.ofSeconds(1));
    }

    private static PenstockServer serve(ServerLimits limits) {
        return PenstockServer.builder()
                .endpoint(Requests.echo().build())
                .port(0)
                .limits(limits)
                .start();
    }
}
