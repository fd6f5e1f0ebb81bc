package dev.penstock.conformance;

import static dev.penstock.conformance.WrongEndpoint.Mistake.ANSWERED_ANEW;
import static dev.penstock.conformance.WrongEndpoint.Mistake.ANSWER_IS_JSON_OBJECT;
import static dev.penstock.conformance.WrongEndpoint.Mistake.ANSWER_IS_JSON_STRING;
import static dev.penstock.conformance.WrongEndpoint.Mistake.ANY_FIELD_CALLED_ERROR;
import static dev.penstock.conformance.WrongEndpoint.Mistake.DATA_TAKEN_FOR_GRANTED;
import static dev.penstock.conformance.WrongEndpoint.Mistake.ERRORS_NOT_RECOGNISED;
import static dev.penstock.conformance.WrongEndpoint.Mistake.MALFORMED_IS_500;
import static dev.penstock.conformance.WrongEndpoint.Mistake.NO_SIGNATURE_CHECK;
import static dev.penstock.conformance.WrongEndpoint.Mistake.NULL_IN_DATA;
import static dev.penstock.conformance.WrongEndpoint.Mistake.ODD_SIGNATURE_THROWS;
import static dev.penstock.conformance.WrongEndpoint.Mistake.PING_IN_CLEAR;
import static dev.penstock.conformance.WrongEndpoint.Mistake.REFUSAL_IN_CLEAR;
import static dev.penstock.conformance.WrongEndpoint.Mistake.SIGNATURE_CHECKED_LAST;
import static dev.penstock.conformance.WrongEndpoint.Mistake.SMALL_BODIES_ONLY;
import static dev.penstock.conformance.WrongEndpoint.Mistake.TAG_FAILURE_IS_500;
import static dev.penstock.conformance.WrongEndpoint.Mistake.TOKEN_NOT_VERIFIED;
import static dev.penstock.conformance.WrongEndpoint.Mistake.UNDECRYPTABLE_IS_400;
import static dev.penstock.conformance.WrongEndpoint.Mistake.VECTOR_NOT_INVERTED;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.conformance.Verdict.Kind;
import dev.penstock.conformance.WrongEndpoint.Mistake;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.testing.AnswerData;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature.Policy;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Every planted mistake is named, what is right is not, and what cannot be judged is not judged. */
class WrongEndpointsIT {

    @Test
    void findsNothingWrongWithTheEndpointWithoutAMistake() throws IOException {
        try (var endpoint = WrongEndpoint.with()) {
            var report = run(endpoint.target());

            assertThat(of(report, Kind.FAIL)).isEmpty();
            assertThat(of(report, Kind.WARNING)).isEmpty();
            assertThat(of(report, Kind.NOT_JUDGED))
                    .containsExactlyInAnyOrder(
                            "actions/init-fits-flow-json",
                            "actions/merge-or-replace",
                            "http/tls",
                            "flow-token/expired");
        }
    }

    @Test
    void namesTheMistakesOfTypicalSamples() throws IOException {
        try (var endpoint = WrongEndpoint.with(
                NO_SIGNATURE_CHECK,
                TAG_FAILURE_IS_500,
                MALFORMED_IS_500,
                ANY_FIELD_CALLED_ERROR,
                TOKEN_NOT_VERIFIED,
                ANSWERED_ANEW)) {
            var report = run(endpoint.target());

            assertThat(came(report))
                    .containsEntry("signature/missing", "status 200: the request was accepted")
                    .containsEntry("signature/other-secret", "status 200: the request was accepted")
                    .containsEntry("undecryptable/random-key", "status 421")
                    .containsEntry("undecryptable/tampered-tag", "status 500: the request made the endpoint fail")
                    .containsEntry(
                            "undecryptable/same-answer",
                            "status 421 where the key does not unwrap, status 500 where the data does not open")
                    .containsEntry("malformed/not-json", "status 500: the request made the endpoint fail")
                    .containsEntry(
                            "error-notifications/field-and-others",
                            "The submission was acknowledged as an error notification, and is lost.")
                    .containsEntry("flow-token/unknown", "status 200: the flow token is not verified")
                    .containsEntry(
                            "replay/same-bytes",
                            "Different answers were sealed under the same key and initialization vector.");
            assertThat(groups(report, Kind.FAIL))
                    .containsExactlyInAnyOrder(
                            "signature", "undecryptable", "malformed", "error-notifications", "replay");
        }
    }

    @Test
    void namesTheMistakesOfFrameworks() throws IOException {
        try (var endpoint = WrongEndpoint.with(
                ODD_SIGNATURE_THROWS,
                ANSWER_IS_JSON_STRING,
                REFUSAL_IN_CLEAR,
                DATA_TAKEN_FOR_GRANTED,
                SMALL_BODIES_ONLY)) {
            var report = run(endpoint.target());

            assertThat(came(report))
                    .containsEntry("signature/missing", "status 500: the request made the endpoint fail")
                    .containsEntry("signature/other-secret", "status 432")
                    .containsEntry(
                            "actions/ping",
                            "The answer is a JSON string, with quotation marks: send the Base64 text alone.")
                    .containsEntry("actions/init", "status 200, shows the screen FIRST")
                    .containsEntry("actions/init-without-data", "status 500 instead of 200")
                    .containsEntry("flow-token/427-readable", "The body of the 427 is clear JSON.")
                    .containsEntry("sizes/150-kilobytes", "status 413 instead of 200")
                    .containsEntry("http/content-type", "application/json");
            assertThat(groups(report, Kind.FAIL))
                    .containsExactlyInAnyOrder("actions", "signature", "malformed", "flow-token", "sizes");
        }
    }

    @Test
    void namesTheMistakesOfHomeMadeCryptography() throws IOException {
        try (var endpoint = WrongEndpoint.with(
                SIGNATURE_CHECKED_LAST,
                UNDECRYPTABLE_IS_400,
                VECTOR_NOT_INVERTED,
                PING_IN_CLEAR,
                ERRORS_NOT_RECOGNISED,
                NULL_IN_DATA)) {
            var report = run(endpoint.target());

            assertThat(came(report))
                    .containsEntry("actions/ping", "The answer is clear JSON: encrypt it.")
                    .containsEntry(
                            "actions/init",
                            "data holds null: leave such a field out. Besides: The answer is sealed under the"
                                    + " initialization vector as it came: invert every bit of it.")
                    .containsEntry(
                            "error-notifications/data-exchange",
                            "The error notification was taken for a submission: the answer is a screen. Besides: The"
                                    + " answer is sealed under the initialization vector as it came: invert every"
                                    + " bit of it.")
                    .containsEntry("undecryptable/random-key", "status 400 instead of 421")
                    .containsEntry("signature/before-decryption", "status 400 instead of 432");
        }
    }

    @Test
    void namesTheMistakesInVerifyingFlowTokenSignatures() throws IOException {
        assertThat(found(Mistake.TOKEN_SIGNATURE_NOT_VERIFIED))
                .containsEntry("other-secret", "warning")
                .containsEntry("alg-none", "cannot judge")
                .doesNotContainValue("fail");
        assertThat(found(Mistake.ALGORITHM_OF_THE_TOKEN))
                .containsEntry("alg-none", "fail")
                .containsEntry("alg-none-written-otherwise", "fail")
                .containsEntry("other-algorithm", "fail")
                .containsEntry("other-secret", "pass");
        assertThat(found(Mistake.EXPIRY_NOT_HELD_TO))
                .containsEntry("expired", "fail")
                .containsEntry("valid", "pass");
        assertThat(found(Mistake.TOKEN_NOT_COMPARED))
                .containsEntry("other-token", "fail")
                .containsEntry("no-claim", "fail");
        assertThat(found(Mistake.BROKEN_TOKEN_SIGNATURE_IS_500)).containsEntry("no-jwt", "fail");
        assertThat(found(Mistake.TOKEN_SIGNATURE_REFUSED))
                .containsEntry("valid", "fail")
                .containsEntry("old-secret", "fail");
        assertThat(found(Mistake.TOKEN_SIGNATURE_REQUIRED))
                .doesNotContainValue("fail")
                .doesNotContainValue("warning");
        assertThat(found(Mistake.TOKEN_SIGNATURE_REQUIRED_OF_ERRORS))
                .containsEntry("absent-in-error-notification", "fail");
    }

    @Test
    void judgesAnAbsentFlowTokenSignatureByThePolicy() throws IOException {
        for (var policy : Policy.values()) {
            for (boolean isRequired : new boolean[] {true, false}) {
                try (var endpoint =
                        isRequired ? WrongEndpoint.with(Mistake.TOKEN_SIGNATURE_REQUIRED) : WrongEndpoint.with()) {
                    var verdict = verdicts(endpoint.target().flowTokenSignaturePolicy(policy))
                            .get("absent");

                    assertThat(verdict)
                            .as("%s, required %s", policy, isRequired)
                            .isEqualTo(isRequired == (policy == Policy.REQUIRED) ? "pass" : "fail");
                }
            }
        }
    }

    /** The verdicts on flow token signatures, by the name of the scenario. */
    private static Map<String, String> found(Mistake mistake) throws IOException {
        try (var endpoint = WrongEndpoint.with(mistake)) {
            return verdicts(endpoint.target());
        }
    }

    private static Map<String, String> verdicts(ConformanceTarget.Builder target) {
        try (var kit = EndpointConformanceKit.of(target.build())) {
            return kit
                    .run(EndpointConformanceKit.scenarios(List.of("flow-token-signature"), List.of()), r -> {})
                    .results()
                    .stream()
                    .collect(Collectors.toMap(
                            r -> r.scenario().name(), r -> r.verdict().kind().words()));
        }
    }

    @Test
    void namesAnAnswerWrappedInJson() throws IOException {
        try (var endpoint = WrongEndpoint.with(ANSWER_IS_JSON_OBJECT)) {
            var report = run(endpoint.target());

            assertThat(of(report, Kind.FAIL)).contains("actions/ping");
            assertThat(came(report))
                    .containsEntry(
                            "actions/ping", "The answer is wrapped in a JSON object: send the Base64 text alone.")
                    .containsEntry("actions/init", "status 200, shows the screen FIRST");
        }
    }

    @Test
    void saysThatItCannotJudgeWithoutTheAppSecret() throws IOException {
        try (var endpoint = WrongEndpoint.with();
                var kit = EndpointConformanceKit.of(
                        ConformanceTarget.of(endpoint.access()).build())) {
            var report = kit.run(EndpointConformanceKit.scenarios(List.of("signature", "actions"), List.of()), r -> {});

            assertThat(came(report))
                    .containsEntry("signature/missing", "status 432")
                    .containsEntry("signature/other-body", "No app secret was given, so nothing can be signed.")
                    .containsEntry(
                            "actions/init", "The endpoint demands signed requests (432), and no app secret was given.");
            assertThat(of(report, Kind.FAIL)).containsExactly("actions/ping");
        }
    }

    @Test
    void tellsWhereMergingAndReplacingPhonesDiffer() throws IOException {
        var flow = FlowJson.parse("""
                {"version": "7.3", "data_api_version": "3.0", "routing_model": {"FIRST": []}, "screens": [
                 {"id": "FIRST", "title": "First", "data": {"list": {"type": "array", "items": {"type": "string"},
                   "__example__": []}}, "layout": {"type": "SingleColumnLayout", "children": []}}]}""");
        var only = EndpointConformanceKit.scenarios(List.of("actions/merge-or-replace"), List.of());
        try (var endpoint = WrongEndpoint.with()) {
            var target = endpoint.target().flowJson(flow);
            var both = verdict(target, only);
            assertThat(both.kind()).isEqualTo(Kind.WARNING);
            assertThat(both.came()).contains("The screen FIRST is shown again without list");
            assertThat(verdict(target.answerData(Set.of(AnswerData.REPLACE)), only)
                            .kind())
                    .isEqualTo(Kind.FAIL);
            assertThat(verdict(target.answerData(Set.of(AnswerData.MERGE)), only)
                            .kind())
                    .isEqualTo(Kind.PASS);
        }
    }

    private static Verdict verdict(ConformanceTarget.Builder target, List<ConformanceScenario> only) {
        try (var kit = EndpointConformanceKit.of(target.build())) {
            return kit.run(only, r -> {}).results().getFirst().verdict();
        }
    }

    @Test
    void saysThatTheKeyIsAnotherOne() throws IOException {
        try (var endpoint = WrongEndpoint.with();
                var kit = EndpointConformanceKit.of(ConformanceTarget.of(
                                EndpointAccess.of(endpoint.access().url(), BusinessPublicKey.of(PrivateKeys.generate()))
                                        .signedBy(RequestSignature.of(AppSecrets.of(WrongEndpoint.SECRET))))
                        .build())) {
            var report = kit.run(EndpointConformanceKit.scenarios(List.of("actions"), List.of()), r -> {});

            assertThat(of(report, Kind.FAIL)).containsExactly("actions/ping");
            assertThat(came(report).get("actions/ping")).contains("421", "another private key");
        }
    }

    @Test
    void saysThatNobodyListens() throws IOException {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        try (var kit = EndpointConformanceKit.of(ConformanceTarget.of(EndpointAccess.of(
                        URI.create("http://127.0.0.1:%d/".formatted(free)),
                        BusinessPublicKey.of(PrivateKeys.generate())))
                .build())) {
            var report = kit.run(EndpointConformanceKit.scenarios(), r -> {});

            assertThat(of(report, Kind.FAIL)).containsExactly("actions/ping");
            assertThat(of(report, Kind.PASS)).isEmpty();
        }
    }

    private static ConformanceReport run(ConformanceTarget.Builder target) {
        try (var kit = EndpointConformanceKit.of(target.build())) {
            // Times are judged elsewhere: here several test classes may share the processor.
            return kit.run(EndpointConformanceKit.scenarios(List.of(), List.of("timing")), r -> {});
        }
    }

    private static Map<String, String> came(ConformanceReport report) {
        return report.results().stream()
                .collect(Collectors.toMap(
                        r -> r.scenario().id(), r -> r.verdict().came()));
    }

    private static List<String> of(ConformanceReport report, Kind kind) {
        return report.results().stream()
                .filter(r -> r.verdict().kind() == kind)
                .map(r -> r.scenario().id())
                .toList();
    }

    private static Set<String> groups(ConformanceReport report, Kind kind) {
        return report.results().stream()
                .filter(r -> r.verdict().kind() == kind)
                .map(r -> r.scenario().group())
                .collect(Collectors.toSet());
    }
}
