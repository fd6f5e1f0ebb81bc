package dev.penstock.doctor;

import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;

/** Names what is wrong with the answer to a health check. */
final class PingVerdict {

    private static final String CHECK = "health check";
    private static final Duration TARGET = Duration.ofSeconds(1);
    private static final Map<String, Object> EXPECTED = Map.of("data", Map.of("status", "active"));
    private static final String PLAIN =
            "Answer with the Base64 text alone: no quotation marks, no object, no markup around it.";

    private PingVerdict() {}

    static Diagnosis of(ProbeLine.Answered answer, PingEnvelope ping) {
        if (answer.status() != 200) {
            return status(answer.status());
        }
        var text = new String(answer.body(), StandardCharsets.UTF_8).strip();
        if (text.isEmpty()) {
            return Diagnosis.red(
                    CHECK, "it answers 200 with an empty body", "Answer health checks: encrypted, as Base64 text.");
        }
        if (text.startsWith("<")) {
            return Diagnosis.red(
                    CHECK,
                    "it answers with an HTML page, so something else than the endpoint is there",
                    "Check the path of the URL and the routes of the reverse proxy.");
        }
        if (text.startsWith("{")) {
            return isExpected(text.getBytes(StandardCharsets.UTF_8))
                    ? Diagnosis.red(
                            CHECK,
                            "it answers in clear text, not encrypted",
                            "Encrypt the answer to the health check like every other.")
                    : Diagnosis.red(CHECK, "it answers with a JSON object instead of Base64 text", PLAIN);
        }
        if (text.startsWith("\"")) {
            return Diagnosis.red(CHECK, "it puts the Base64 text into quotation marks, as a JSON string", PLAIN);
        }
        return base64(text, answer, ping);
    }

    private static Diagnosis base64(String text, ProbeLine.Answered answer, PingEnvelope ping) {
        byte[] sealed;
        try {
            sealed = Base64.getDecoder().decode(text);
        } catch (IllegalArgumentException notBase64) {
            return Diagnosis.red(
                    CHECK,
                    "its answer is not standard Base64",
                    "Encode with the standard alphabet and padding: no line ends, no URL alphabet, no raw bytes.");
        }
        var opened = ping.open(sealed);
        if (opened.isEmpty()) {
            return isExpected(sealed)
                    ? Diagnosis.red(
                            CHECK,
                            "its answer is Base64, but not encrypted",
                            "Encrypt the answer with the AES key of the request before it is encoded.")
                    : Diagnosis.red(
                            CHECK,
                            "its answer cannot be decrypted with the AES key of the request",
                            "Encrypt with the unwrapped AES key of this request, the inverted vector, and the tag at"
                                    + " the end; do not encrypt with the RSA key.");
        }
        return switch (opened.get().sealing()) {
            case VECTOR_NOT_INVERTED ->
                Diagnosis.red(
                        CHECK,
                        "its answer is encrypted with the initialization vector of the request as it came",
                        "Invert every bit of the vector before encrypting the answer.");
            case VECTOR_CUT_SHORT ->
                Diagnosis.red(
                        CHECK,
                        "its answer is encrypted with 12 bytes of the initialization vector",
                        "Use all 16 bytes, inverted; some libraries need a special call for a vector that is not 12"
                                + " bytes long.");
            case RIGHT -> content(opened.get().clear(), answer.took());
        };
    }

    private static Diagnosis content(byte[] clear, Duration took) {
        if (!isExpected(clear)) {
            return Diagnosis.red(
                    CHECK,
                    "it answers, encrypted, but with something else than {\"data\":{\"status\":\"active\"}}",
                    "Answer the action ping itself, before any screen is chosen.");
        }
        return took.compareTo(TARGET) > 0
                ? Diagnosis.red(
                        CHECK,
                        "it answers correctly, but takes %d ms; Meta alerts from 1,000 ms on and gives up after 10,000"
                                .formatted(took.toMillis()),
                        "Find what takes so long: a cold start, a distant server, a slow check before the answer.")
                : Diagnosis.green(CHECK, "answered, encrypted, in %d ms".formatted(took.toMillis()));
    }

    private static Diagnosis status(int status) {
        return switch (status) {
            case 421 ->
                Diagnosis.red(
                        CHECK,
                        "it cannot decrypt (421): the server has another private key than the one here",
                        "Give the server the private key that belongs to the public key at Meta, and restart or reload"
                                + " it.");
            case 432 ->
                Diagnosis.red(
                        CHECK,
                        "it refuses the signature (432): the server has another app secret than the one here",
                        "Use the secret of the app that is linked to the Flow in both places.");
            case 301, 302, 303, 307, 308 ->
                Diagnosis.red(
                        CHECK,
                        "it redirects (%d), which Meta does not follow".formatted(status),
                        "Set the final URL as the endpoint URI.");
            case 401, 403 ->
                Diagnosis.red(
                        CHECK,
                        "something in front of the endpoint asks for a login (%d)".formatted(status),
                        "Let Meta's requests through; they are authenticated by their signature.");
            case 404, 405 ->
                Diagnosis.red(
                        CHECK,
                        "there is no endpoint under this path (%d)".formatted(status),
                        "Check the path of the URL; the endpoint takes POST.");
            case 502, 503, 504 ->
                Diagnosis.red(
                        CHECK,
                        "the reverse proxy does not reach the server, or the server is overloaded (%d)"
                                .formatted(status),
                        "Start the server, and look at the log of the reverse proxy.");
            default ->
                Diagnosis.red(
                        CHECK,
                        "it answers with status %d; only 200 counts".formatted(status),
                        "Look at the log of the endpoint.");
        };
    }

    private static boolean isExpected(byte[] json) {
        try {
            return StrictJson.readObject(json).equals(EXPECTED);
        } catch (JsonFormatException other) {
            return false;
        }
    }
}
