package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.CERTAIN;
import static dev.penstock.conformance.Confidence.OBSERVED;
import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The outside of an answer, and HTTP as clients may speak it (docs/reference/protocol.md, section 1.1). */
final class HttpScenarios {

    private static final String GROUP = "http";

    private HttpScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(
                tls(),
                status(),
                contentType(),
                get(),
                variation("charset", "A health check whose Content-Type is application/json; charset=utf-8.", probe -> {
                    var ping = probe.craft(Probe.ping()).seal();
                    var reply = probe.post(
                            ping.body(),
                            probe.sign(ping.body()),
                            post -> post.setHeader("Content-Type", "application/json; charset=utf-8"));
                    return Judge.answer(probe, ping, reply, Judge::healthy);
                }),
                variation("expect-continue", "A health check with Expect: 100-continue.", probe -> {
                    var ping = probe.craft(Probe.ping()).seal();
                    var reply = probe.post(ping.body(), probe.sign(ping.body()), post -> post.expectContinue(true));
                    return Judge.answer(probe, ping, reply, Judge::healthy);
                }),
                variation(
                        "chunked",
                        "A health check in chunks, without a declared length, over HTTP/1.1.",
                        HttpScenarios::chunked),
                variation("keep-alive", "Two health checks over one HTTP/1.1 connection.", HttpScenarios::keepAlive));
    }

    private static ConformanceScenario tls() {
        return ConformanceScenario.of(GROUP, "tls")
                .sends("A health check over HTTPS.")
                .expects("A certificate that is trusted, for the name in the URL", CERTAIN)
                .why("Meta calls HTTPS addresses only, and refuses self-signed certificates.")
                .fix("Serve HTTPS with a certificate of a public authority, or put the endpoint behind a proxy"
                        + " that does.")
                .judgedBy(probe -> {
                    if (!"https".equalsIgnoreCase(probe.target().endpoint().getScheme())) {
                        return Verdict.notJudged("The URL is not HTTPS; what is before it may be.");
                    }
                    return probe.target().access().sslContext().isPresent()
                            ? Verdict.notJudged("Other certificates than Meta's were declared trusted for this run.")
                            : Verdict.pass("the certificate is trusted by this machine");
                });
    }

    private static ConformanceScenario status() {
        return ConformanceScenario.of(GROUP, "status-200")
                .sends("A health check.")
                .expects("Exactly 200", OBSERVED)
                .why("Phones were seen to take every status but 200 and 427 for a failure, 201 and 204 too.")
                .fix("Set the status to 200.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> Verdict.pass(probe.baseline().reply().words()));
    }

    private static ConformanceScenario contentType() {
        return ConformanceScenario.of(GROUP, "content-type")
                .sends("A health check.")
                .expects("text/plain", OBSERVED)
                .why("It is not enforced, but application/json usually means that a framework also puts"
                        + " quotation marks around the text.")
                .fix("Set Content-Type to text/plain; charset=utf-8.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var type = probe.baseline().reply().header("Content-Type").toLowerCase(Locale.ROOT);
                    var shown = type.isEmpty() ? "no Content-Type" : type;
                    return type.startsWith("text/") ? Verdict.pass(shown) : Verdict.warning(shown);
                });
    }

    private static ConformanceScenario get() {
        return ConformanceScenario.of(GROUP, "get")
                .sends("A GET without a body.")
                .expects("405", RECOMMENDED)
                .why("Crawlers and people try it. Meta never asks a Flow's endpoint with GET; that is the"
                        + " webhook's verification.")
                .fix("Answer 405 to everything but POST.")
                .judgedBy(probe -> Judge.refusal(probe.ask("GET"), List.of(405, 404, 400, 401, 403, 432)));
    }

    private static ConformanceScenario variation(String name, String sends, ConformanceScenario.Check check) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("200", RECOMMENDED)
                .why("How Meta's servers speak HTTP is not documented; all of this is ordinary HTTP.")
                .fix("Leave HTTP to a server that speaks it in full.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(check);
    }

    private static Verdict chunked(Probe probe) {
        var ping = probe.craft(Probe.ping()).seal();
        int half = ping.body().length / 2;
        var reply = Raw.on(probe, connection -> {
            connection.sendHead("Transfer-Encoding: chunked", probe.sign(ping.body()));
            chunk(connection, java.util.Arrays.copyOf(ping.body(), half));
            chunk(connection, java.util.Arrays.copyOfRange(ping.body(), half, ping.body().length));
            connection.send("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            return connection.read();
        });
        return Judge.answer(probe, ping, reply, Judge::healthy);
    }

    private static void chunk(RawConnection connection, byte[] bytes) throws java.io.IOException {
        connection.send("%x\r\n".formatted(bytes.length).getBytes(StandardCharsets.US_ASCII));
        connection.send(bytes);
        connection.send("\r\n".getBytes(StandardCharsets.US_ASCII));
    }

    private static Verdict keepAlive(Probe probe) {
        var first = probe.craft(Probe.ping()).seal();
        var second = probe.craft(Probe.ping()).seal();
        var reply = Raw.on(probe, connection -> {
            connection.sendHead("Content-Length: " + first.body().length, probe.sign(first.body()));
            connection.send(first.body());
            connection.read();
            connection.sendHead("Content-Length: " + second.body().length, probe.sign(second.body()));
            connection.send(second.body());
            return connection.read();
        });
        if (reply.isMissing()) {
            return Verdict.warning(
                    "The connection is closed after each answer: each request then costs a TLS handshake.");
        }
        return Judge.answer(probe, second, reply, Judge::healthy);
    }
}
