package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.json.StrictJson;
import dev.penstock.test.Conversation;
import dev.penstock.test.TestKeys;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A request made by Node's crypto, and our answer opened by it; the known answers of Node are in EnvelopeVectorsTest.
 */
class NodeRoundTripTest {

    @BeforeAll
    static void needsNode() {
        ForeignCommand.assumeThere("node", "--version");
    }

    private final Conversation conversation = Conversation.with(Flow.named("shop")
            .onScreen(
                    "FORM",
                    request -> NextScreen.of("NEXT")
                            .with(
                                    "greeting",
                                    "Hello " + request.data().string("name").orElse(""))));

    @Test
    void opensWhatNodeSealsAndSealsWhatNodeOpens() {
        var sealed = node(Map.of(
                "do",
                "seal",
                "publicKey",
                TestKeys.CURRENT_PUBLIC.pem(),
                "appSecret",
                TestKeys.APP_SECRET,
                "clear",
                dataExchange("FORM", "{\"name\":\"Zo\u00eb \ud83d\ude00\"}")));

        var answer = conversation.endpoint.answer(
                EndpointRequest.of(text(sealed, "body").getBytes(StandardCharsets.UTF_8), text(sealed, "signature")));

        var opened = node(Map.of(
                "do",
                "open",
                "answer",
                new String(answer.body(), StandardCharsets.US_ASCII),
                "key",
                text(sealed, "key"),
                "vector",
                text(sealed, "vector")));
        assertThat(answer.status()).isEqualTo(200);
        assertThat(text(opened, "clear"))
                .isEqualTo("{\"screen\":\"NEXT\",\"data\":{\"greeting\":\"Hello Zo\u00eb \ud83d\ude00\"}}");
    }

    private static String text(Map<String, Object> object, String name) {
        return (String) object.get(name);
    }

    private static Map<String, Object> node(Map<String, Object> input) {
        var script = TestKeys.resource("/foreign/envelope.mjs");
        return StrictJson.readObject(
                ForeignCommand.run(List.of("node", "--input-type=module", "--eval", script), StrictJson.write(input)));
    }
}
