package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.CERTAIN;
import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import dev.penstock.conformance.Craft.Crafted;
import dev.penstock.conformance.Craft.Wrapping;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/** Requests that no key opens (docs/reference/protocol.md, section 2): 421, whatever the reason, and nothing else. */
final class UndecryptableScenarios {

    private static final String GROUP = "undecryptable";
    private static final String REFRESH =
            "421 makes the phone fetch the public key again and resend. Any other status ends in an error for the"
                    + " person, and every key rotation becomes an outage.";
    private static final String ONE_ANSWER =
            "Catch every failure of unwrapping and opening in one place, and answer 421 without a body.";

    private UndecryptableScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(
                scenario(
                        "other-key",
                        "A health check for another business public key.",
                        CERTAIN,
                        UndecryptableScenarios::otherKey),
                scenario(
                        "random-key",
                        "256 random bytes in place of the wrapped key.",
                        CERTAIN,
                        wrapped(w -> Craft.random(256))),
                scenario(
                        "wrapped-too-short",
                        "A wrapped key of 255 bytes.",
                        RECOMMENDED,
                        wrapped(w -> Arrays.copyOf(w, 255))),
                scenario(
                        "wrapped-too-long",
                        "A wrapped key of 512 bytes.",
                        RECOMMENDED,
                        wrapped(w -> Arrays.copyOf(w, 512))),
                scenario("wrapped-empty", "An empty wrapped key.", RECOMMENDED, wrapped(w -> new byte[0])),
                scenario("oaep-sha-1", "A key wrapped with OAEP and SHA-1.", RECOMMENDED, wrapping(Wrapping.OAEP_SHA1)),
                scenario(
                        "mgf1-sha-1",
                        "A key wrapped with OAEP, SHA-256 and MGF1 with SHA-1.",
                        RECOMMENDED,
                        wrapping(Wrapping.OAEP_SHA256_MGF1_SHA1)),
                scenario(
                        "pkcs1-padding",
                        "A key wrapped with PKCS #1 1.5 padding.",
                        RECOMMENDED,
                        wrapping(Wrapping.PKCS1)),
                scenario(
                        "long-payload-key",
                        "A payload encryption key of 32 bytes.",
                        RECOMMENDED,
                        probe -> probe.craft(Probe.ping()).payloadKeyBytes(32).seal()),
                scenario(
                        "tampered-data",
                        "A request with one bit of its data changed.",
                        RECOMMENDED,
                        sealed(s -> flipped(s, 0))),
                scenario(
                        "tampered-tag",
                        "A request with one bit of its tag changed.",
                        RECOMMENDED,
                        sealed(s -> flipped(s, s.length - 1))),
                scenario(
                        "short-tag",
                        "A request whose tag lacks its last byte.",
                        RECOMMENDED,
                        sealed(s -> Arrays.copyOf(s, s.length - 1))),
                scenario(
                        "data-too-short",
                        "Data of 8 bytes, which is less than a tag.",
                        RECOMMENDED,
                        sealed(s -> Arrays.copyOf(s, 8))),
                scenario("data-empty", "Empty data.", RECOMMENDED, sealed(s -> new byte[0])),
                scenario(
                        "other-vector",
                        "A request with the initialization vector of another one.",
                        RECOMMENDED,
                        probe -> probe.craft(Probe.ping())
                                .seal()
                                .with("initial_vector", Craft.base64(Craft.random(16)))),
                scenario(
                        "other-payload-key",
                        "A request with the wrapped key of another one.",
                        RECOMMENDED,
                        UndecryptableScenarios::otherPayloadKey),
                sameAnswer(),
                noDetails());
    }

    private static ConformanceScenario scenario(
            String name, String sends, Confidence confidence, Function<Probe, Crafted> request) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("421", confidence)
                .why(REFRESH)
                .fix(ONE_ANSWER)
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> Judge.refusal(probe.send(request.apply(probe)), 421, confidence));
    }

    private static Function<Probe, Crafted> wrapped(UnaryOperator<byte[]> damage) {
        return probe -> probe.craft(Probe.ping()).wrappedKey(damage).seal();
    }

    private static Function<Probe, Crafted> sealed(UnaryOperator<byte[]> damage) {
        return probe -> probe.craft(Probe.ping()).sealedData(damage).seal();
    }

    private static Function<Probe, Crafted> wrapping(Wrapping wrapping) {
        return probe -> probe.craft(Probe.ping()).wrapping(wrapping).seal();
    }

    static Crafted otherKey(Probe probe) {
        return probe.craft(Probe.ping())
                .key(BusinessPublicKey.of(PrivateKeys.generate()))
                .seal();
    }

    private static Crafted otherPayloadKey(Probe probe) {
        var other = probe.craft(Probe.ping()).seal();
        return probe.craft(Probe.ping()).seal().with("encrypted_aes_key", other.field("encrypted_aes_key"));
    }

    static Crafted tampered(Probe probe) {
        return sealed(s -> flipped(s, s.length - 1)).apply(probe);
    }

    static Crafted unwrappable(Probe probe) {
        return wrapped(w -> flipped(w, w.length - 1)).apply(probe);
    }

    private static byte[] flipped(byte[] bytes, int at) {
        var flipped = bytes.clone();
        flipped[at] ^= 1;
        return flipped;
    }

    private static ConformanceScenario sameAnswer() {
        return ConformanceScenario.of(GROUP, "same-answer")
                .sends("A request whose key does not unwrap, and one whose data does not open.")
                .expects("The same status, headers and body", RECOMMENDED)
                .why("An endpoint that tells these two apart is an oracle: asked often enough, it helps to"
                        + " decrypt a recorded request.")
                .fix(ONE_ANSWER)
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var first = probe.send(unwrappable(probe));
                    var second = probe.send(tampered(probe));
                    if (first.isMissing() || second.isMissing()) {
                        return Verdict.fail("%s and %s".formatted(first.words(), second.words()));
                    }
                    if (first.status() != second.status()) {
                        return Verdict.fail("%s where the key does not unwrap, %s where the data does not open"
                                .formatted(first.words(), second.words()));
                    }
                    return Arrays.equals(first.body(), second.body())
                                    && headers(first).equals(headers(second))
                            ? Verdict.pass("both " + first.words() + ", with the same headers and body")
                            : Verdict.warning("both " + first.words() + ", but their headers or bodies differ");
                });
    }

    private static TreeMap<String, String> headers(Reply reply) {
        var headers = new TreeMap<>(reply.headers());
        headers.keySet().removeIf(name -> name.equals("date") || name.contains("request-id") || name.contains("trace"));
        return headers;
    }

    private static ConformanceScenario noDetails() {
        return ConformanceScenario.of(GROUP, "no-details")
                .sends("A request whose data does not open.")
                .expects("No body, or none that says more than the status", RECOMMENDED)
                .why("Details of a failed decryption help attackers only; stack traces also show the versions"
                        + " of what runs.")
                .fix("Answer without a body, and turn off error pages that show exceptions.")
                .needs(Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var reply = probe.send(tampered(probe));
                    if (reply.isMissing()) {
                        return Verdict.fail(reply.words());
                    }
                    var text = new String(reply.body(), java.nio.charset.StandardCharsets.ISO_8859_1);
                    boolean trace = text.contains("Exception")
                            || text.contains("Traceback")
                            || (text.contains("at ") && text.contains(".js:"));
                    if (trace) {
                        return Verdict.fail("The body names an exception or shows a stack trace.");
                    }
                    return reply.body().length <= 64
                            ? Verdict.pass("a body of %d bytes".formatted(reply.body().length))
                            : Verdict.warning("a body of %d bytes".formatted(reply.body().length));
                });
    }
}
