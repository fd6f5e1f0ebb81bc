package dev.penstock.graph.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.flows.Publishing;
import dev.penstock.graph.templates.NewTemplate;
import dev.penstock.graph.templates.TemplateButton;
import dev.penstock.graph.templates.TemplateCategory;
import dev.penstock.graph.templates.TemplateContent;
import dev.penstock.graph.templates.TemplateMismatchException;
import dev.penstock.graph.templates.TemplateText;
import dev.penstock.graph.templates.Templates;
import dev.penstock.id.FlowId;
import dev.penstock.id.Recipient;
import dev.penstock.json.StrictJson;
import dev.penstock.trust.AppSecrets;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whom messages are for: phone numbers and business-scoped user ids, as Meta tells them apart. */
class RecipientsAtMetaTest {

    private static final String USER_ID = "US.13491208655302741918";
    private static final Recipient PERSON = Recipient.userId(USER_ID);

    private final GraphFixture graph = GraphFixture.start();
    private final Messages messages = Messages.of(graph.client);
    private FlowId flow;

    @BeforeEach
    void publish() {
        flow = Publishing.withoutEndpoint(graph, "booking");
    }

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void everyMessageToAUserIdHasItInRecipientAndNoTo() {
        Templates.of(graph.client).create(GraphFixture.WABA, template("reminder", TemplateCategory.UTILITY));

        var sent = messages.send(
                GraphFixture.NUMBER,
                FlowMessage.of(PERSON, new FlowReference.ById(flow), "Book a table", "Book", "t-1"));
        messages.send(GraphFixture.NUMBER, FlowTemplateMessage.of(PERSON, "reminder", "en_GB", "t-2"));
        messages.sendText(GraphFixture.NUMBER, PERSON, "Thank you");

        assertThat(sent.userId()).contains(USER_ID);
        assertThat(sent.waId()).isEmpty();
        assertThat(graph.emulator.dropped()).isEmpty();
        assertThat(graph.emulator.sent()).hasSize(3).allSatisfy(arrived -> {
            assertThat(arrived.to()).isEqualTo(USER_ID);
            assertThat(arrived.message()).containsEntry("recipient", USER_ID).doesNotContainKey("to");
        });
    }

    @Test
    void aMessageToANumberHasItInToAndNoRecipient() {
        var sent = messages.sendText(GraphFixture.NUMBER, Recipient.phoneNumber("+1 555 0100"), "Thank you");

        assertThat(sent.waId()).contains("15550100");
        assertThat(sent.userId()).isEmpty();
        assertThat(graph.emulator.sent().getFirst().message())
                .containsEntry("to", "15550100")
                .doesNotContainKey("recipient");
    }

    @Test
    void aUserIdInToIsTakenWithAMessageIdAndDropped() {
        var answer = raw(Map.of("to", USER_ID));

        assertThat(String.valueOf(answer.get("messages"))).contains("wamid.");
        assertThat(graph.emulator.sent()).isEmpty();
        assertThat(graph.emulator.dropped())
                .singleElement()
                .satisfies(id -> assertThat(answer.get("messages")).asString().contains(id));
    }

    @Test
    void whereBothAreGivenToWins() {
        raw(Map.of("to", "15550100", "recipient", USER_ID));

        assertThat(graph.emulator.sent())
                .singleElement()
                .satisfies(sent -> assertThat(sent.to()).isEqualTo("15550100"));
    }

    @Test
    void anEmptyToDoesNotHideTheRecipient() {
        raw(Map.of("to", "", "recipient", USER_ID));

        assertThat(graph.emulator.sent())
                .singleElement()
                .satisfies(sent -> assertThat(sent.to()).isEqualTo(USER_ID));
    }

    @ParameterizedTest
    @ValueSource(strings = {"15550100", "somebody", "13491208655302741918"})
    void aRecipientThatIsNoUserIdIsRefused(String recipient) {
        assertThatThrownBy(() -> raw(Map.of("recipient", recipient)))
                .isInstanceOfSatisfying(
                        GraphException.class,
                        refused -> assertThat(refused.code()).hasValue(100));
    }

    @Test
    void anAuthenticationTemplateGoesToPhoneNumbersOnly() {
        Templates.of(graph.client).create(GraphFixture.WABA, template("code", TemplateCategory.AUTHENTICATION));
        var message = FlowTemplateMessage.of(PERSON, "code", "en_GB", "t-1");

        var refused = catchThrowableOfType(GraphException.class, () -> messages.send(GraphFixture.NUMBER, message));

        assertThat(refused.code()).hasValue(131062);
        assertThat(refused.advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("phone number"));
        assertThatThrownBy(() -> Templates.of(graph.client).checked(GraphFixture.WABA, message))
                .isInstanceOf(TemplateMismatchException.class)
                .hasMessageContaining("phone numbers only");
        messages.send(
                GraphFixture.NUMBER, FlowTemplateMessage.of(Recipient.phoneNumber("15550100"), "code", "en_GB", "t-1"));
    }

    @Test
    void aPersonWithAUserIdCompletesWithoutAPhoneNumber() throws Exception {
        var bodies = new CopyOnWriteArrayList<Map<String, Object>>();
        var webhook = listening(bodies);
        graph.emulator.webhookTo(
                URI.create("http://127.0.0.1:" + webhook.getAddress().getPort() + "/"),
                AppSecrets.of(GraphFixture.APP_SECRET),
                2,
                Duration.ofMillis(5));
        messages.sendText(GraphFixture.NUMBER, PERSON, "Book a table");

        assertThat(graph.emulator.complete(graph.emulator.sent().getFirst(), "{}"))
                .isEqualTo(1);

        webhook.stop(0);
        assertThat(bodies.getFirst().toString())
                .contains("from=,", "from_user_id=" + USER_ID, "user_id=" + USER_ID, "username=");
    }

    private static HttpServer listening(List<Map<String, Object>> bodies) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            try (exchange) {
                bodies.add(StrictJson.readObject(exchange.getRequestBody().readAllBytes()));
                exchange.sendResponseHeaders(200, -1);
            }
        });
        server.start();
        return server;
    }

    private Map<String, Object> raw(Map<String, String> whom) {
        var message = new LinkedHashMap<String, Object>(whom);
        message.put("messaging_product", "whatsapp");
        message.put("type", "text");
        message.put("text", Map.of("body", "Hello"));
        return graph.client.call(
                GraphRequest.post(GraphFixture.NUMBER + "/messages").json(message));
    }

    private NewTemplate template(String name, TemplateCategory category) {
        return new NewTemplate(
                name,
                "en_GB",
                category,
                TemplateContent.of(TemplateText.of("Your table")).withButton(TemplateButton.flow("Book", flow)));
    }
}
