package dev.penstock.doctor;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.graph.internal.Loopback;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Is the endpoint reachable, and does it answer as it must: signed, unsigned, and under a key that is not its own? */
final class EndpointChecks {

    private static final String URL = "endpoint URL";
    private static final String PING = "health check";
    private static final String SIGNATURE = "signature check";
    private static final String WRONG_KEY = "request under another key";
    private static final int INVALID_SIGNATURE = 432;
    private static final int UNDECRYPTABLE = 421;

    private EndpointChecks() {}

    static List<Diagnosis> run(Patient patient, ProbeLine line) {
        if (patient.endpoint.isEmpty()) {
            return List.of(Diagnosis.skipped(URL, "no endpoint was given"));
        }
        var endpoint = patient.endpoint.get();
        if (!Loopback.isSecure(endpoint)) {
            return List.of(Diagnosis.red(
                    URL,
                    "it is not an https URL; Meta calls nothing else",
                    "Put TLS before the endpoint and give its https URL."));
        }
        var findings = new ArrayList<Diagnosis>();
        findings.add(TlsCheck.run(endpoint, patient));
        if (findings.getFirst().verdict() == CheckOutcome.RED) {
            findings.add(Diagnosis.skipped(PING, "the certificate must be repaired first"));
            return findings;
        }
        if (patient.keys.isEmpty()) {
            findings.add(Diagnosis.skipped(
                    PING, "no usable private key is known here, so no health check can be encrypted"));
            return findings;
        }
        var ping = ping(endpoint, patient, line);
        findings.add(ping);
        if (ping.verdict() == CheckOutcome.GREEN) {
            findings.add(unsigned(endpoint, patient.keys.getFirst(), line));
            findings.add(wrongKey(endpoint, patient, line));
        }
        return findings;
    }

    /** Twice, since the first answer of a cold server says nothing about the others. */
    private static Diagnosis ping(URI endpoint, Patient patient, ProbeLine line) {
        var first = pingOnce(endpoint, patient, line);
        return first.found().contains("takes") ? pingOnce(endpoint, patient, line) : first;
    }

    private static Diagnosis pingOnce(URI endpoint, Patient patient, ProbeLine line) {
        var envelope = new PingEnvelope(patient.keys.getFirst());
        return switch (line.post(endpoint, envelope.body(), signed(patient, envelope.body()))) {
            case ProbeLine.NoReply(var reason, var cure) -> Diagnosis.red(PING, reason, cure);
            case ProbeLine.Answered answer -> PingVerdict.of(answer, envelope);
        };
    }

    private static Diagnosis unsigned(URI endpoint, BusinessPublicKey key, ProbeLine line) {
        var forged = Map.of(RequestSignature.HEADER, "sha256=" + "0".repeat(64));
        return switch (line.post(endpoint, new PingEnvelope(key).body(), forged)) {
            case ProbeLine.NoReply(var reason, var cure) -> Diagnosis.red(SIGNATURE, reason, cure);
            case ProbeLine.Answered answer ->
                switch (answer.status()) {
                    case INVALID_SIGNATURE -> Diagnosis.green(SIGNATURE, "a forged signature is refused (432)");
                    case 200 ->
                        Diagnosis.red(
                                SIGNATURE,
                                "a request with a forged signature is answered: anybody can talk to the endpoint",
                                "Give the server the app secret, and take away the switch that accepts unsigned"
                                        + " requests.");
                    default ->
                        Diagnosis.red(
                                SIGNATURE,
                                "a forged signature is answered with %d instead of 432".formatted(answer.status()),
                                "Answer 432, so that Meta reports the cause.");
                };
        };
    }

    private static Diagnosis wrongKey(URI endpoint, Patient patient, ProbeLine line) {
        var stranger = BusinessPublicKey.of(PrivateKeys.generate());
        var envelope = new PingEnvelope(stranger);
        return switch (line.post(endpoint, envelope.body(), signed(patient, envelope.body()))) {
            case ProbeLine.NoReply(var reason, var cure) -> Diagnosis.red(WRONG_KEY, reason, cure);
            case ProbeLine.Answered answer ->
                answer.status() == UNDECRYPTABLE
                        ? Diagnosis.green(WRONG_KEY, "answered with 421, so that phones fetch the key again")
                        : Diagnosis.red(
                                WRONG_KEY,
                                ("answered with %d instead of 421, so phones with an old key are not told to fetch the"
                                                + " new one")
                                        .formatted(answer.status()),
                                "Answer 421 whenever a request cannot be decrypted.");
        };
    }

    private static Map<String, String> signed(Patient patient, byte[] body) {
        return patient.appSecrets
                .map(secrets -> Map.of(
                        RequestSignature.HEADER, RequestSignature.of(secrets).sign(body)))
                .orElse(Map.of());
    }
}
