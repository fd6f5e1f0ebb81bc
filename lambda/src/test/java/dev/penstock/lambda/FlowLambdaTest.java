package dev.penstock.lambda;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import com.amazonaws.services.lambda.runtime.Context;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.json.StrictJson;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.testing.RequestEnvelope;
import dev.penstock.trust.RequestSignature;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.reflect.Proxy;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in, answers out; {@link FunctionIT} has AWS's own runtime client between them. */
class FlowLambdaTest {

    private static final RSAPrivateCrtKey KEY = Greeting.newKey();
    private static final RequestSignature META = RequestSignature.of(Greeting.secrets());
    private static final Context CONTEXT = (Context) Proxy.newProxyInstance(
            FlowLambdaTest.class.getClassLoader(), new Class<?>[] {Context.class}, (proxy, method, arguments) -> {
                throw new AssertionError("The context is not looked at.");
            });

    private final FlowLambda lambda = FlowLambda.of(Greeting.endpoint(KEY).build());
    private final RequestEnvelope ping = ping();

    private static RequestEnvelope ping() {
        return RequestEnvelope.seal(
                "{\"version\":\"3.0\",\"action\":\"ping\"}".getBytes(StandardCharsets.US_ASCII),
                BusinessPublicKey.of(KEY));
    }

    /** However it was treated, the next health check is answered. */
    @AfterEach
    void isHealthy() throws IOException {
        var next = ping();
        var answer = ask(signed(next.body()), next.body());
        assertThat(answer).containsEntry("statusCode", 200);
        assertThat(next.open(answer.get("body").toString().getBytes(StandardCharsets.US_ASCII)))
                .isPresent();
    }

    private Map<String, Object> answer(byte[] event) throws IOException {
        var answer = new ByteArrayOutputStream();
        lambda.handleRequest(new ByteArrayInputStream(event), answer, CONTEXT);
        return StrictJson.readObject(answer.toByteArray());
    }

    private Map<String, Object> ask(Map<String, List<String>> headers, byte[] body) throws IOException {
        return answer(Event.json(Event.of("POST", "/", headers, body)));
    }

    private int status(Map<String, List<String>> headers, byte[] body) throws IOException {
        return (int) ask(headers, body).get("statusCode");
    }

    private static Map<String, List<String>> signed(byte[] body) {
        return headers("Content-Type", "application/json", RequestSignature.HEADER, META.sign(body));
    }

    private static Map<String, List<String>> headers(String... namesAndValues) {
        var headers = new LinkedHashMap<String, List<String>>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            headers.put(namesAndValues[i], List.of(namesAndValues[i + 1]));
        }
        return headers;
    }

    @Test
    void aHealthCheckIsAnsweredInTextWithItsType() throws IOException {
        var answer = ask(signed(ping.body()), ping.body());

        assertThat(answer)
                .containsEntry("statusCode", 200)
                .containsEntry("isBase64Encoded", false)
                .containsEntry("headers", Map.of("Content-Type", "text/plain; charset=utf-8"));
        assertThat(ping.open(answer.get("body").toString().getBytes(StandardCharsets.US_ASCII)))
                .hasValueSatisfying(clear -> assertThat(clear).asString().contains("active"));
    }

    @Test
    void aBodyInBase64IsTheSameBody() throws IOException {
        var binary =
                headers("Content-Type", "application/octet-stream", RequestSignature.HEADER, META.sign(ping.body()));

        assertThat(Event.of("POST", "/", binary, ping.body())).containsEntry("isBase64Encoded", true);
        assertThat(status(binary, ping.body())).isEqualTo(200);
    }

    @Nested
    class WhatIsNotMetas {

        @Test
        void withoutAHeader() throws IOException {
            assertThat(status(headers("Content-Type", "application/json"), ping.body()))
                    .isEqualTo(432);
            assertThat(status(headers(), ping.body())).isEqualTo(432);
        }

        @Test
        void withTwoHeaders() throws IOException {
            var two = signed(ping.body());
            two.put(RequestSignature.HEADER, List.of(META.sign(ping.body()), "sha256=" + "0".repeat(64)));

            assertThat(status(two, ping.body())).isEqualTo(432);
        }

        @ParameterizedTest
        @ValueSource(strings = {"GET", "PUT", "OPTIONS", "HEAD", "DELETE"})
        void withAnotherMethod(String method) throws IOException {
            var answer = answer(Event.json(Event.of(method, "/", headers(), new byte[0])));

            assertThat(answer).containsEntry("statusCode", 405).containsEntry("body", "");
            assertThat((Map<?, ?>) answer.get("headers")).extracting("Allow").isEqualTo("POST");
        }

        @ParameterizedTest
        @ValueSource(strings = {"application/x-www-form-urlencoded", "multipart/form-data; boundary=x"})
        void asAForm(String type) throws IOException {
            var form = signed(ping.body());
            form.put("Content-Type", List.of(type));

            assertThat(status(form, ping.body())).isEqualTo(415);
        }

        @Test
        void compressed() throws IOException {
            var gzip = signed(ping.body());
            gzip.put("Content-Encoding", List.of("gzip"));

            assertThat(status(gzip, ping.body())).isEqualTo(415);
        }

        @Test
        void elevenMegabytes() throws IOException {
            var large = new byte[11 * 1_024 * 1_024];
            Arrays.fill(large, (byte) '"');

            assertThat(status(headers("Content-Type", "application/json"), large))
                    .isEqualTo(432);
            assertThat(status(signed(large), large)).isEqualTo(400);
            assertThat(status(headers("Content-Type", "application/octet-stream"), large))
                    .isEqualTo(432);
        }

        @Test
        void fifteenMegabytes() throws IOException {
            var tooLarge = new byte[15 * 1_024 * 1_024];
            Arrays.fill(tooLarge, (byte) 'x');

            assertThat(status(signed(tooLarge), tooLarge)).isEqualTo(413);
            assertThat(status(headers("Content-Length", "99999999"), new byte[0]))
                    .isEqualTo(413);
        }

        @Test
        void anEventWithoutEnd() throws IOException {
            var endless = new byte[40 * 1_024 * 1_024];
            Arrays.fill(endless, (byte) ' ');

            assertThat(answer(endless)).containsEntry("statusCode", 413);
        }

        @Test
        void withoutABody() throws IOException {
            assertThat(status(headers(), new byte[0])).isEqualTo(432);
            assertThat(status(signed(new byte[0]), new byte[0])).isEqualTo(400);
            var nulls = Event.of("POST", "/", headers(), new byte[0]);
            nulls.put("body", null);
            assertThat(answer(Event.json(nulls))).containsEntry("statusCode", 432);
        }

        @Test
        void withBase64ThatIsNone() throws IOException {
            var event = Event.of("POST", "/", signed(ping.body()), ping.body());
            event.put("isBase64Encoded", true);

            assertThat(answer(Event.json(event))).containsEntry("statusCode", 400);
        }

        @ParameterizedTest
        @ValueSource(strings = {"", "null", "[]", "{", "{\"version\":\"2.0\",\"version\":\"2.0\"}"})
        void asAnEventThatIsNoJson(String event) throws IOException {
            assertThat(answer(event.getBytes(StandardCharsets.UTF_8))).containsEntry("statusCode", 400);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"key1\":\"value1\"}",
                "{\"version\":\"1.0\",\"httpMethod\":\"POST\",\"headers\":{},\"body\":\"\"}",
                "{\"version\":\"2.0\",\"requestContext\":{\"http\":{}}}",
                "{\"version\":\"2.0\",\"requestContext\":7}"
            })
    void whatCallsTheFunctionByMistakeIsTold(String event) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> answer(event.getBytes(StandardCharsets.UTF_8)))
                .withMessageContaining("payload format 2.0");
    }

    @Nested
    class Building {

        @Test
        void aGuardInMemoryIsRefusedWithASentence() {
            for (var memory : List.of(ReplayGuard.inMemory(), ReplayGuard.ofProcess())) {
                var endpoint = Greeting.endpoint(KEY).replayGuard(memory).build();

                assertThatIllegalStateException()
                        .isThrownBy(() -> FlowLambda.of(endpoint))
                        .withMessageStartingWith("The endpoint greeting keeps its answers in memory")
                        .withMessageContaining("replayGuard(");
            }
        }

        @Test
        void anEndpointThatTakesUnsignedRequestsIsRefused() {
            var open = FlowEndpoint.builder(Greeting.flow())
                    .keyset(Keyset.of(KEY))
                    .insecurelyAcceptUnsignedRequests()
                    .replayGuard(new SharedGuard())
                    .build();

            assertThatIllegalStateException()
                    .isThrownBy(() -> FlowLambda.of(open))
                    .withMessageContaining("appSecrets(");
        }

        @Test
        void submissionsAreSetApartByThePathThatIsTheSameInAllInstances() throws IOException {
            var guard = new SharedGuard();
            var flow = dev.penstock.Flow.named("greeting")
                    .onScreen("NAME", request -> request.complete(Map.of("done", true)))
                    .oncePerSubmission("NAME")
                    .build();
            var endpoint = FlowEndpoint.builder(flow)
                    .keyset(Keyset.of(KEY))
                    .appSecrets(Greeting.secrets())
                    .uniqueFlowTokens()
                    .replayGuard(guard)
                    .build();
            var submission = RequestEnvelope.seal(
                    StrictJson.write(Map.of(
                            "version",
                            "3.0",
                            "action",
                            "data_exchange",
                            "screen",
                            "NAME",
                            "data",
                            Map.of(),
                            "flow_token",
                            "t-1")),
                    BusinessPublicKey.of(KEY));
            var answer = new ByteArrayOutputStream();

            FlowLambda.of(endpoint)
                    .handleRequest(
                            new ByteArrayInputStream(
                                    Event.json(Event.of("POST", "/", signed(submission.body()), submission.body()))),
                            answer,
                            CONTEXT);

            assertThat(StrictJson.readObject(answer.toByteArray())).containsEntry("statusCode", 200);
        }
    }

    @Test
    void itsTextShowsNothingOfTheEvent() throws IOException {
        ask(signed(ping.body()), ping.body());

        assertThat(lambda).hasToString("FlowLambda[greeting]");
    }
}
