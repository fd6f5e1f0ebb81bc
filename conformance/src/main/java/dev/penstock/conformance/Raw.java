package dev.penstock.conformance;

import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Whole exchanges over a raw connection, for what a proper HTTP client refuses to send. */
final class Raw {

    private Raw() {}

    @FunctionalInterface
    interface Conversation {
        Reply with(RawConnection connection) throws IOException;
    }

    static Reply on(Probe probe, Conversation conversation) {
        long started = System.nanoTime();
        try (var connection = probe.connect()) {
            var reply = conversation.with(connection);
            var took = Duration.ofNanos(System.nanoTime() - started);
            return new Reply(reply.status(), reply.body(), reply.headers(), took, reply.failure());
        } catch (IOException | NumberFormatException broken) {
            return Reply.none(reason(broken), Duration.ofNanos(System.nanoTime() - started));
        }
    }

    /** Posts with a signature header in ISO 8859-1, as old HTTP has it. */
    static Reply post(Probe probe, byte[] body, String signature) {
        return on(probe, connection -> {
            connection.sendHead("Content-Length: " + body.length, Optional.of(signature));
            connection.send(body);
            return connection.read();
        });
    }

    private static String reason(Exception broken) {
        return broken instanceof java.net.SocketTimeoutException
                ? "nothing came in time"
                : "the connection broke: " + broken.getMessage();
    }
}
