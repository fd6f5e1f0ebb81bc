package dev.penstock.conformance;

import static dev.penstock.conformance.Confidence.CERTAIN;
import static dev.penstock.conformance.Confidence.RECOMMENDED;

import dev.penstock.conformance.ConformanceScenario.Need;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Who may ask: only requests that Meta signed (docs/reference/protocol.md, section 1.5). */
final class SignatureScenarios {

    private static final String GROUP = "signature";
    private static final String ONLY_PROOF =
            "The signature is the only proof that a request comes from Meta; anybody can encrypt to a public key.";
    private static final String CHECK_FIRST =
            "Compute HMAC-SHA256 with the app secret over the raw bytes of the body, compare in constant time, and"
                    + " answer 432 if it differs or is missing.";
    private static final RequestSignature STRANGER =
            RequestSignature.of(AppSecrets.of("00000000000000000000000000000000"));

    private SignatureScenarios() {}

    static List<ConformanceScenario> all() {
        return List.of(
                missing(),
                wrong("other-secret", "A health check signed with another app secret.", probe -> {
                    var ping = probe.craft(Probe.ping()).seal();
                    return probe.post(ping.body(), Optional.of(STRANGER.sign(ping.body())));
                }),
                otherBody(),
                form("empty", "An empty signature header.", signature -> ""),
                form("no-prefix", "The right digits without sha256= before them.", s -> s.substring(7)),
                form("sha1-prefix", "The right digits after sha1= instead of sha256=.", s -> "sha1=" + s.substring(7)),
                form("too-short", "A signature of 32 digits.", s -> s.substring(0, 7 + 32)),
                form("too-long", "The right signature and two digits more.", s -> s + "00"),
                form(
                        "not-hexadecimal",
                        "A signature with letters that are no digits.",
                        s -> "sha256=" + "z".repeat(64)),
                form("not-latin", "A signature with a letter outside ASCII.", s -> "sha256=" + "\u00e9".repeat(64)),
                beforeDecryption(),
                beforeParsing(),
                rawBytes(),
                headerName());
    }

    private static ConformanceScenario missing() {
        return ConformanceScenario.of(GROUP, "missing")
                .sends("A health check without the header X-Hub-Signature-256.")
                .expects("432", CERTAIN)
                .why(ONLY_PROOF)
                .fix(CHECK_FIRST)
                .judgedBy(probe -> {
                    var ping = probe.craft(Probe.ping()).seal();
                    return Judge.refusal(probe.post(ping.body(), Optional.empty()), 432, CERTAIN);
                });
    }

    private static ConformanceScenario wrong(String name, String sends, java.util.function.Function<Probe, Reply> ask) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("432", CERTAIN)
                .why(ONLY_PROOF)
                .fix(CHECK_FIRST)
                .judgedBy(probe -> Judge.refusal(ask.apply(probe), 432, CERTAIN));
    }

    private static ConformanceScenario otherBody() {
        return ConformanceScenario.of(GROUP, "other-body")
                .sends("A health check with the right signature of another one.")
                .expects("432", CERTAIN)
                .why("A signature that is not bound to the body lets anybody who has seen one request send others.")
                .fix(CHECK_FIRST)
                .needs(Need.APP_SECRET)
                .judgedBy(probe -> {
                    var signed = probe.craft(Probe.ping()).seal();
                    var sent = probe.craft(Probe.ping()).seal();
                    return Judge.refusal(probe.post(sent.body(), probe.sign(signed.body())), 432, CERTAIN);
                });
    }

    private static ConformanceScenario form(String name, String sends, UnaryOperator<String> change) {
        return ConformanceScenario.of(GROUP, name)
                .sends(sends)
                .expects("432", RECOMMENDED)
                .why("Samples compare with functions that throw on another length or form; each such request is"
                        + " then a 500, and counts as an error of the endpoint.")
                .fix("Treat every header that is not sha256= and 64 hexadecimal digits as a wrong signature.")
                .judgedBy(probe -> {
                    var ping = probe.craft(Probe.ping()).seal();
                    var right = probe.sign(ping.body()).orElseGet(() -> STRANGER.sign(ping.body()));
                    var changed = change.apply(right);
                    return changed.chars().allMatch(c -> c < 128)
                            ? Judge.refusal(probe.post(ping.body(), Optional.of(changed)), 432, RECOMMENDED)
                            : Judge.refusal(Raw.post(probe, ping.body(), changed), 432, RECOMMENDED);
                });
    }

    private static ConformanceScenario beforeDecryption() {
        return ConformanceScenario.of(GROUP, "before-decryption")
                .sends("A request that is neither signed nor decryptable.")
                .expects("432, not 421", RECOMMENDED)
                .why("A flood of unsigned requests must not reach the RSA operation, and strangers must not"
                        + " learn which key decrypts.")
                .fix("Check the signature first, before anything is parsed or decrypted.")
                .judgedBy(probe -> {
                    var stranger = probe.craft(Probe.ping())
                            .wrappedKey(wrapped -> Craft.random(256))
                            .seal();
                    return Judge.refusal(probe.post(stranger.body(), Optional.empty()), 432, RECOMMENDED);
                });
    }

    private static ConformanceScenario beforeParsing() {
        return ConformanceScenario.of(GROUP, "before-parsing")
                .sends("Unsigned text that is not JSON.")
                .expects("432, not 400 or 500", RECOMMENDED)
                .why("What has not been proved to be Meta's should not reach a parser.")
                .fix("Check the signature over the raw bytes before the body is parsed.")
                .judgedBy(probe -> Judge.refusal(
                        probe.post("<html>".getBytes(StandardCharsets.US_ASCII), Optional.empty()), 432, RECOMMENDED));
    }

    private static ConformanceScenario rawBytes() {
        return ConformanceScenario.of(GROUP, "raw-bytes")
                .sends("A signed health check whose JSON is laid out otherwise: line ends, \\/ for /, another"
                        + " order of fields.")
                .expects("200", CERTAIN)
                .why("The signature is over the bytes as sent. JSON that was parsed and written again has"
                        + " another signature.")
                .fix("Keep the raw bytes of the body and compute the signature over them.")
                .needs(Need.APP_SECRET, Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var ping = probe.craft(Probe.ping()).seal();
                    var odd = ping.body(("{\n  \"initial_vector\" : \"%s\",\n  \"encrypted_aes_key\" :"
                                    + " \"%s\",\n\t\"encrypted_flow_data\" : \"%s\"\n}\n")
                            .formatted(
                                    escaped(ping, "initial_vector"),
                                    escaped(ping, "encrypted_aes_key"),
                                    escaped(ping, "encrypted_flow_data")));
                    return Judge.answer(probe, odd, probe.send(odd), Judge::healthy);
                });
    }

    private static String escaped(Craft.Crafted request, String field) {
        return request.field(field).replace("/", "\\/");
    }

    private static ConformanceScenario headerName() {
        return ConformanceScenario.of(GROUP, "lower-case-header")
                .sends("A signed health check whose header is called x-hub-signature-256.")
                .expects("200", CERTAIN)
                .why("Names of headers have no case in HTTP, and HTTP/2 sends them in lower case only.")
                .fix("Look the header up without regard to case.")
                .needs(Need.APP_SECRET, Need.OPENED_REQUESTS)
                .judgedBy(probe -> {
                    var ping = probe.craft(Probe.ping()).seal();
                    var reply = probe.post(
                            ping.body(),
                            Optional.empty(),
                            post -> probe.sign(ping.body())
                                    .map(s -> post.header(RequestSignature.HEADER.toLowerCase(Locale.ROOT), s))
                                    .orElse(post));
                    return Judge.answer(probe, ping, reply, Judge::healthy);
                });
    }
}
