package dev.penstock.endpoint;

import dev.penstock.Completion;
import dev.penstock.Flow;
import dev.penstock.FlowResponse;
import dev.penstock.FlowTexts;
import dev.penstock.NextScreen;
import dev.penstock.crypto.KeyUnwrappers;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.json.StrictJson;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.trust.AppSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The known answers for the encrypted envelope, made with Node's crypto; see {@code flows/README.md}. */
public final class EnvelopeVectors {

    private static final Map<String, Object> FILE = read();

    private EnvelopeVectors() {}

    public record Case(
            String name,
            byte[] body,
            String signature,
            boolean opens,
            int status,
            String plaintext,
            String response,
            String responseBody) {

        @Override
        public String toString() {
            return name;
        }

        public EndpointRequest request() {
            return EndpointRequest.of(body, signature);
        }

        /** The answer that the vector asks for, as a handler would give it. */
        public FlowResponse handlersAnswer() {
            var answer = StrictJson.readObject(response);
            var data = map(answer.get("data"));
            if (!"SUCCESS".equals(answer.get("screen"))) {
                return NextScreen.of((String) answer.get("screen")).with(data);
            }
            var message = map(data.get("extension_message_response"));
            return Completion.of(map(message.get("params")));
        }
    }

    public static List<Case> cases() {
        return ((List<?>) FILE.get("cases")).stream().map(c -> toCase(map(c))).toList();
    }

    public static Keyset keyset() {
        return Keyset.of(unwrapper());
    }

    public static KeyUnwrapper unwrapper() {
        return KeyUnwrappers.of(PrivateKeys.parse((String) FILE.get("private_key")));
    }

    public static AppSecrets appSecrets() {
        return AppSecrets.of((String) FILE.get("app_secret"));
    }

    /** An endpoint whose handlers give the answer that the vector asks for. */
    public static FlowEndpointBuilder endpoint(Case vector) {
        var flow = Flow.named("vectors")
                .onInit(request -> vector.handlersAnswer())
                .around((request, next) -> vector.handlersAnswer())
                .texts(new FlowTexts("failed", "late", "unhandled", "m"))
                .build();
        // With a guard of its own: the same requests come to many endpoints of one JVM.
        return FlowEndpoint.builder(flow)
                .keyset(keyset())
                .appSecrets(appSecrets())
                .replayGuard(ReplayGuard.inMemory());
    }

    private static Case toCase(Map<String, Object> c) {
        boolean opens = "opens".equals(c.get("expect"));
        var plaintext = text(c, "plaintext");
        var response = text(c, "response_plaintext");
        int status = opens ? (response.contains("error_msg\"") ? 427 : 200) : ((Number) c.get("status")).intValue();
        return new Case(
                text(c, "name"),
                text(c, "body").getBytes(StandardCharsets.UTF_8),
                text(c, "signature"),
                opens,
                status,
                plaintext,
                response,
                text(c, "response_body"));
    }

    private static String text(Map<String, Object> c, String name) {
        return Optional.ofNullable(c.get(name)).map(String.class::cast).orElse("");
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static Map<String, Object> read() {
        try (var file = EnvelopeVectors.class.getResourceAsStream("/flows/envelope.json")) {
            return StrictJson.readObject(file.readAllBytes());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
