package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Clients that are slow, stop, or vanish: they may cost a connection, nothing else. */
final class SlowUploadScenarios {

    private static final String GROUP = "slow-upload";
    private static final int PIECES = 20;
    private static final int PAUSE_MILLIS = 50;
    private static final int STALLED = 64;

    private SlowUploadScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(trickle(), stalled(), halfHeads(), vanished());
    }

    private static ConformanceScenario trickle() {
        return ConformanceScenario.of(GROUP, "trickle")
                .sends("A health check in twenty pieces within a second.")
                .expects("200", RECOMMENDED)
                .why("TCP gives bytes in any pieces. A body that is read once is half a body.")
                .fix("Read until the declared length or the end.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var ping = probe.craft(Probe.ping()).seal();
                    var reply = Raw.on(probe, connection -> {
                        connection.sendHead("Content-Length: " + ping.body().length, probe.sign(ping.body()));
                        int size = ping.body().length / PIECES + 1;
                        for (int from = 0; from < ping.body().length; from += size) {
                            connection.send(
                                    Arrays.copyOfRange(ping.body(), from, Math.min(from + size, ping.body().length)));
                            pause();
                        }
                        return connection.read();
                    });
                    return Judge.answer(probe, ping, reply, Judge::healthy);
                });
    }

    private static ConformanceScenario stalled() {
        return beside(
                "stalled-bodies",
                "%d requests that stop in the middle of their bodies, and ten health checks beside them.",
                probe -> {
                    var ping = probe.craft(Probe.ping()).seal();
                    var connection = probe.connect();
                    connection.sendHead("Content-Length: " + ping.body().length, probe.sign(ping.body()));
                    connection.send(Arrays.copyOf(ping.body(), ping.body().length / 2));
                    return connection;
                });
    }

    private static ConformanceScenario halfHeads() {
        return beside(
                "stalled-heads",
                "%d requests that stop in the middle of their headers, and ten health checks beside them.",
                probe -> {
                    var connection = probe.connect();
                    connection.send(
                            "POST / HTTP/1.1\r\nHost: loc".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
                    return connection;
                });
    }

    @FunctionalInterface
    private interface Stall {
        RawConnection begin(Probe probe) throws IOException;
    }

    private static ConformanceScenario beside(String name, String sends, Stall stall) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends.formatted(STALLED))
                .expects("200 to each health check, within a second", RECOMMENDED)
                .why("With a thread for each connection and few threads, a handful of slow clients stops the"
                        + " endpoint for all.")
                .fix("Take a thread, and a place in any queue, only when the body is complete; or use virtual threads.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var stalled = new ArrayList<RawConnection>();
                    try {
                        for (int i = 0; i < STALLED; i++) {
                            stalled.add(stall.begin(probe));
                        }
                        return tenHealthChecks(probe);
                    } catch (IOException refused) {
                        return Verdict.warning("Only %d slow connections were accepted.".formatted(stalled.size()));
                    } finally {
                        stalled.forEach(RawConnection::close);
                    }
                });
    }

    private static Verdict tenHealthChecks(Probe probe) {
        double slowest = 0;
        for (int i = 0; i < 10; i++) {
            var ping = probe.craft(Probe.ping()).seal();
            var reply = probe.send(ping);
            var verdict = Judge.answer(probe, ping, reply, Judge::healthy);
            if (!verdict.isPass()) {
                return verdict;
            }
            slowest = Math.max(slowest, reply.milliseconds());
        }
        var came = "10 health checks answered, the slowest in %.0f ms".formatted(slowest);
        return slowest <= 1_000 ? Verdict.pass(came) : Verdict.fail(came);
    }

    private static ConformanceScenario vanished() {
        return ConformanceScenario.of(GROUP, "vanished")
                .sends("Twenty requests whose sender closes the connection half-way, then a health check.")
                .expects("200", RECOMMENDED)
                .why("Connections break. What was begun for them must be given back.")
                .fix("Release buffers, permits and threads in a finally block.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    for (int i = 0; i < PIECES; i++) {
                        var ping = probe.craft(Probe.ping()).seal();
                        try (var connection = probe.connect()) {
                            connection.sendHead("Content-Length: " + ping.body().length, probe.sign(ping.body()));
                            connection.send(Arrays.copyOf(ping.body(), 100));
                        } catch (IOException closedEarly) {
                            return Verdict.fail("The endpoint stopped taking connections.");
                        }
                    }
                    return tenHealthChecks(probe);
                });
    }

    private static void pause() {
        try {
            Thread.sleep(PAUSE_MILLIS);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
