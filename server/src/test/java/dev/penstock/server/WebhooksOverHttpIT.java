package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.event.FlowCompletion;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class WebhooksOverHttpIT {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final String TOKEN = "verify-me-please";

    private final Queue<FlowCompletion> handled = new ConcurrentLinkedQueue<>();
    private final CountDownLatch go = new CountDownLatch(1);
    private final HttpClient http = HttpClient.newHttpClient();
    private WebhookEndpoint webhooks;
    private PenstockServer server;
    private URI uri;

    @BeforeEach
    void start() {
        webhooks = WebhookEndpoint.builder(
                        SECRETS, VerifyToken.of(TOKEN), WebhookHandlers.none().onCompletion(this::handle))
                .build();
        server = PenstockServer.builder()
                .port(0)
                .endpoint(Requests.echo().build())
                .webhooks("/webhooks/meta", webhooks)
                .start();
        uri = server.uri().resolve("/webhooks/meta");
    }

    /** A handler that takes as long as a test wants. */
    private void handle(FlowCompletion completion) {
        try {
            go.await();
            handled.add(completion);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    @AfterEach
    void stop() {
        go.countDown();
        server.close();
        webhooks.close();
        http.close();
    }

    @Test
    void answersMetasVerificationAsPlainText() throws Exception {
        var right = get("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=" + TOKEN);
        var wrong = get("hub.mode=subscribe&hub.challenge=1158201444&hub.verify_token=guessed-it");

        assertThat(right.statusCode()).isEqualTo(200);
        assertThat(right.body()).isEqualTo("1158201444");
        assertThat(right.headers().firstValue("content-type").orElseThrow()).startsWith("text/plain");
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(get("").statusCode()).isEqualTo(400);
    }

    @Test
    void answersBeforeTheHandlerIsDoneAndHandlesADuplicateOnce() throws Exception {
        var body = completion("wamid.1");

        assertThat(post(body, sign(body)).statusCode()).isEqualTo(200);
        assertThat(post(body, sign(body)).statusCode()).isEqualTo(200);
        assertThat(handled).as("the handler has not begun to answer").isEmpty();
        go.countDown();

        var other = completion("wamid.2");
        assertThat(post(other, sign(other)).statusCode()).isEqualTo(200);
        Awaitility.await().untilAsserted(() -> assertThat(handled).hasSize(2));
    }

    @Test
    void refusesAWrongAndAMissingSignature() throws Exception {
        var body = completion("wamid.1");

        assertThat(post(body, "sha256=" + "0".repeat(64)).statusCode()).isEqualTo(401);
        assertThat(post(body, "").statusCode()).isEqualTo(401);
        go.countDown();
        assertThat(post(completion("wamid.3"), sign(body)).statusCode()).isEqualTo(401);
        assertThat(handled).isEmpty();
    }

    @Test
    void refusesWhatIsTooLargeOrAnotherMethod() throws Exception {
        try (var socket = Requests.connect(
                uri,
                "POST /webhooks/meta HTTP/1.1\r\nHost: x\r\nContent-Length: %d\r\n\r\n"
                        .formatted(WebhookEndpoint.MAX_BODY_BYTES + 1))) {
            assertThat(new String(socket.getInputStream().readNBytes(12), StandardCharsets.US_ASCII))
                    .isEqualTo("HTTP/1.1 413");
        }
        var put = http.send(
                HttpRequest.newBuilder(uri)
                        .PUT(HttpRequest.BodyPublishers.ofString("{}"))
                        .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(put.statusCode()).isEqualTo(405);
        assertThat(put.headers().firstValue("allow")).contains("GET, POST");
    }

    @Test
    void servesFlowsBesideIt() throws Exception {
        var flow = server.uri().resolve("/flows/vectors");

        assertThat(Requests.post(http, flow, Requests.PING).statusCode()).isEqualTo(200);
        assertThat(http.send(HttpRequest.newBuilder(flow).build(), HttpResponse.BodyHandlers.ofString())
                        .headers()
                        .firstValue("allow"))
                .contains("POST");
    }

    @Test
    void givesOnePathToOneOnly() {
        var builder = PenstockServer.builder().webhooks("/webhooks", webhooks);

        assertThatThrownBy(() -> builder.endpoint("/webhooks", Requests.echo().build()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("/webhooks");
    }

    private static String completion(String id) {
        return """
                {"object":"whatsapp_business_account","entry":[{"id":"1001","changes":[{"field":"messages","value":{
                "messaging_product":"whatsapp","metadata":{"phone_number_id":"2001"},"contacts":[{"wa_id":"15550177"}],
                "messages":[{"context":{"from":"15550100","id":"wamid.S"},"from":"15550177","id":"%s",
                "timestamp":"1763800000","type":"interactive","interactive":{"type":"nfm_reply",
                "nfm_reply":{"name":"flow","body":"Sent","response_json":"{\\"flow_token\\":\\"t\\"}"}}}]}}]}]}
                """.formatted(id);
    }

    private static String sign(String body) {
        return RequestSignature.of(SECRETS).sign(body.getBytes(StandardCharsets.UTF_8));
    }

    private HttpResponse<String> get(String query) throws Exception {
        var request = HttpRequest.newBuilder(URI.create(uri + "?" + query))
                .timeout(Duration.ofSeconds(20))
                .build();
        return http.send(request, HttpResponse.BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String body, String signature) throws Exception {
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body));
        if (!signature.isEmpty()) {
            request.header(RequestSignature.HEADER, signature);
        }
        return http.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
}
