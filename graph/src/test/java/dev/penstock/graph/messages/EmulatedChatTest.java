package dev.penstock.graph.messages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.flows.Flows;
import dev.penstock.graph.flows.NewFlow;
import dev.penstock.graph.summary.CompletionSummary;
import dev.penstock.graph.summary.SummaryTemplate;
import dev.penstock.id.FlowId;
import dev.penstock.id.Recipient;
import dev.penstock.simulator.graph.EmulatedChat;
import dev.penstock.simulator.graph.FlowValidator;
import dev.penstock.simulator.graph.GraphEmulator;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.scenario.Scenario;
import dev.penstock.simulator.phone.scenario.ScenarioRunner;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A phone behind the emulator: sends arrive in its chat, completions leave for the webhook. */
class EmulatedChatTest {

    private static final AppSecrets SECRETS = AppSecrets.of(GraphFixture.APP_SECRET);
    private static final String FLOW = """
            {"version":"7.3","screens":[
             {"id":"FIRST","title":"One","data":{"name":{"type":"string","__example__":"A"}},
              "layout":{"type":"SingleColumnLayout","children":[
               {"type":"TextBody","text":"%s"},
               {"type":"Footer","label":"On","on-click-action":{"name":"navigate","next":{"type":"screen","name":"LAST"},"payload":{}}}]}},
             {"id":"LAST","title":"Two","terminal":true,
              "layout":{"type":"SingleColumnLayout","children":[
               {"type":"TextBody","text":"Bye"},
               {"type":"Footer","label":"Done","on-click-action":{"name":"complete","payload":{"booking":"B-19"}}}]}}]}
            """;

    private final List<String> notes = new CopyOnWriteArrayList<>();
    private final EmulatedChat chat = EmulatedChat.with("2001", notes::add);
    private final GraphFixture graph = GraphFixture.start(GraphEmulator.builder(GraphFixture.TOKEN)
            .appSecret(GraphFixture.APP_SECRET)
            .validator(FlowValidator.linting())
            .phone(chat::arrived));
    private final PhoneSession phone = PhoneSession.builder(FlowJson.parse(FLOW.formatted("Local")))
            .onCompletion(chat::completed)
            .build();
    private final List<String> delivered = new CopyOnWriteArrayList<>();
    private final AtomicInteger failures = new AtomicInteger();
    private HttpServer webhook;

    @BeforeEach
    void join() throws IOException {
        chat.join(graph.emulator, phone);
        webhook = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        webhook.createContext("/", exchange -> {
            try (exchange) {
                var body = exchange.getRequestBody().readAllBytes();
                var signature = exchange.getRequestHeaders().getFirst(RequestSignature.HEADER);
                boolean fails = failures.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                if (!fails && RequestSignature.of(SECRETS).sign(body).equals(signature)) {
                    delivered.add(new String(body, StandardCharsets.UTF_8));
                }
                exchange.sendResponseHeaders(fails ? 503 : 200, -1);
            }
        });
        webhook.start();
    }

    @AfterEach
    void close() {
        webhook.stop(0);
        chat.close();
        graph.close();
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + webhook.getAddress().getPort() + "/");
    }

    private FlowId flow(String name, String text) {
        var flow = Flows.of(graph.client)
                .create(
                        GraphFixture.WABA,
                        NewFlow.draft(name, List.of("OTHER"))
                                .withFlowJson(FLOW.formatted(text).getBytes(StandardCharsets.UTF_8)))
                .flow();
        Flows.of(graph.client).publish(flow);
        return flow;
    }

    private void send(FlowId flow, String body, String token, Optional<FlowOpening> opening) {
        var message =
                FlowMessage.of(Recipient.phoneNumber("15550177"), new FlowReference.ById(flow), body, "Book", token);
        Messages.of(graph.client)
                .send(GraphFixture.NUMBER, opening.map(message::opening).orElse(message));
    }

    private void complete() {
        phone.apply(new PhoneEvent.Open());
        tapFooter();
        tapFooter();
    }

    private void tapFooter() {
        var screen = (Map<?, ?>) phone.view().get("screen");
        var footer = (Map<?, ?>) screen.get("footer");
        phone.apply(new PhoneEvent.Tap(String.valueOf(footer.get("key")), Optional.empty()));
    }

    @Test
    void whatIsSentOpensInThePhoneOnItsScreenWithItsData() {
        send(
                flow("booking", "${data.name}"),
                "Book a table",
                "t-1",
                Optional.of(FlowOpening.onScreen("FIRST", Map.of("name", "Ada"))));

        assertThat(phone.view().get("chat").toString()).contains("Book a table", "cta=Book");
        phone.apply(new PhoneEvent.Open());
        assertThat(phone.screen()).contains("FIRST");
        assertThat(phone.view().get("screen").toString()).contains("Ada");
    }

    @Test
    void linesAboveAndBelowTheTextAreShown() {
        var message = FlowMessage.of(
                        Recipient.phoneNumber("15550177"),
                        new FlowReference.ById(flow("booking", "Hello")),
                        "Book a table",
                        "Book",
                        "t-1")
                .withHeader(MessageHeader.text("The inn"))
                .withFooter("Open until ten");

        Messages.of(graph.client).send(GraphFixture.NUMBER, message);

        assertThat(((List<?>) phone.view().get("chat")).getLast())
                .asString()
                .contains("header=The inn", "text=Book a table", "footer=Open until ten");
    }

    @Test
    void aSecondMessageClosesTheFirst() {
        send(flow("one", "First one"), "Book a table", "t-1", Optional.of(FlowOpening.onScreen("FIRST", Map.of())));
        phone.apply(new PhoneEvent.Open());
        send(flow("two", "Second one"), "Book a room", "t-2", Optional.of(FlowOpening.onScreen("FIRST", Map.of())));

        assertThat(phone.isOpen()).isFalse();
        var messages = (List<?>) phone.view().get("chat");
        assertThat(messages).hasSize(3);
        assertThat(messages.get(1)).asString().contains("Book a table", "enabled=false");
        assertThat(messages.get(2)).asString().contains("Book a room", "enabled=true");
        phone.apply(new PhoneEvent.Open());
        assertThat(phone.view().get("screen").toString()).contains("Second one");
    }

    @Test
    void aCompletionIsSignedAndDeliveredUntilItIsTaken() {
        graph.emulator.webhookTo(url(), SECRETS, 5, Duration.ofMillis(20));
        failures.set(2);
        send(flow("booking", "Hello"), "Book a table", "t-1", Optional.of(FlowOpening.onScreen("FIRST", Map.of())));

        complete();

        await().until(() -> !delivered.isEmpty());
        assertThat(delivered)
                .singleElement()
                .asString()
                .contains("B-19", "nfm_reply", graph.emulator.sent().getFirst().id());
        await().untilAsserted(() ->
                assertThat(notes.getLast()).isEqualTo("The completion was delivered to the webhook, at try 3."));
    }

    @Test
    void aCompletionGoesWhereTheAppHasSubscribedIt() {
        graph.emulator.subscribe("1001", "4001");
        graph.emulator.subscribeApp(url(), java.util.Set.of("messages", "flows"));

        // The message that is in the chat from the start, which nobody sent.
        complete();

        await().until(() -> !delivered.isEmpty());
        assertThat(delivered.getFirst()).contains("wamid.start", "B-19");
    }

    @Test
    void saysWhenACompletionGoesNowhere() {
        complete();

        await().until(() -> !notes.isEmpty());
        assertThat(notes).containsExactly("The completion goes nowhere, since no webhook is subscribed.");
        assertThat(delivered).isEmpty();
    }

    @Test
    void aTextOfTheBusinessIsABubbleInTheChat() {
        Messages.of(graph.client).sendText(GraphFixture.NUMBER, Recipient.phoneNumber("15550177"), "Thank you");

        assertThat(bubbles()).last().isEqualTo(Map.of("kind", "text", "text", "Thank you"));
        assertThat(phone.chatText()).contains("Thank you");
        assertThat(notes).singleElement().asString().contains("has arrived").doesNotContain("Thank you");
    }

    @Test
    void aPictureIsNotedOnly() {
        var before = phone.view().get("chat");

        graph.client.call(GraphRequest.post(GraphFixture.NUMBER + "/messages")
                .json(Map.of(
                        "messaging_product", "whatsapp",
                        "to", "15550177",
                        "type", "image",
                        "image", Map.of("link", "https://example.com/a.png"))));

        assertThat(phone.view().get("chat")).isEqualTo(before);
        assertThat(notes).singleElement().asString().contains("these only");
    }

    @Test
    void theSummaryOfACompletionQuotesItAndComesOnceHoweverOftenItIsDelivered() {
        var summary = CompletionSummary.of(Messages.of(graph.client), SummaryTemplate.of("Booked: {{booking}}."));
        var endpoint = WebhookEndpoint.builder(
                        SECRETS,
                        VerifyToken.of("open-sesame"),
                        WebhookHandlers.none().onCompletion(summary))
                .build();
        graph.emulator.subscribe("1001", "4001");
        graph.emulator.subscribeApp(url(), java.util.Set.of("messages"));
        send(flow("a", "A"), "Your table", "t-1", Optional.empty());
        complete();
        await().until(() -> !delivered.isEmpty());
        var body = delivered.getFirst().getBytes(StandardCharsets.UTF_8);
        var signature = RequestSignature.of(SECRETS).sign(body);
        try (endpoint) {
            endpoint.answer("POST", "", body, signature);
            var expected = Scenario.parse("steps:\n  - expect: {chat: 'Booked: B-19.'}\n", Path.of("."), "summary");
            assertThat(ScenarioRunner.run(expected, phone).failure()).isEmpty();
            assertThat(bubbles()).last().satisfies(bubble -> assertThat(bubble).containsKey("quote"));
        }
        try (var restarted = WebhookEndpoint.builder(
                        SECRETS,
                        VerifyToken.of("open-sesame"),
                        WebhookHandlers.none().onCompletion(summary))
                .build()) {
            restarted.answer("POST", "", body, signature);
        }

        assertThat(bubbles().stream().filter(bubble -> "text".equals(bubble.get("kind"))))
                .hasSize(1);
        var unmet = Scenario.parse("steps:\n  - expect: {chat: elsewhere}\n", Path.of("."), "summary");
        assertThat(ScenarioRunner.run(unmet, phone).failure()).isPresent();
    }

    @SuppressWarnings("unchecked") // the view of the chat is a list of objects
    private List<Map<String, Object>> bubbles() {
        return (List<Map<String, Object>>) phone.view().get("chat");
    }
}
