package dev.penstock.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.FlowEndpoint;
import dev.penstock.NextScreen;
import dev.penstock.cli.CommandRun;
import dev.penstock.cli.Penstock;
import dev.penstock.crypto.Keyset;
import dev.penstock.graph.webhook.VerifyToken;
import dev.penstock.graph.webhook.WebhookEndpoint;
import dev.penstock.graph.webhook.WebhookHandlers;
import dev.penstock.graph.webhook.event.Correlation;
import dev.penstock.graph.webhook.event.FlowCompletion;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.TokenCheck;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The page "From an empty account to a working Flow", command by command, over the emulated Graph API of penstock dev. */
class FirstFlowAtMetaIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";
    private static final AppSecrets SECRETS = AppSecrets.of(SECRET);
    private static final String PASSPHRASE = "a long passphrase";
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String FLOW_JSON = """
            {
              "version": "7.3",
              "data_api_version": "3.0",
              "routing_model": {"WELCOME": []},
              "screens": [
                {
                  "id": "WELCOME",
                  "title": "Hello",
                  "terminal": true,
                  "data": {"greeting": {"type": "string", "__example__": "Good morning"}},
                  "layout": {
                    "type": "SingleColumnLayout",
                    "children": [
                      {"type": "TextBody", "text": "${data.greeting}"},
                      {"type": "Footer", "label": "Book", "on-click-action": {"name": "data_exchange", "payload": {}}}
                    ]
                  }
                }
              ]
            }
            """;

    @TempDir
    private Path directory;

    private final List<FlowCompletion> completions = new CopyOnWriteArrayList<>();
    private final StringWriter out = new StringWriter();
    private PenstockServer server;
    private WebhookEndpoint webhooks;
    private Thread dev;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("passphrase.txt"), PASSPHRASE);
        Files.writeString(directory.resolve("app-secret.txt"), SECRET);
        Files.writeString(directory.resolve("verify-token.txt"), "verify-me-please");
        Files.writeString(directory.resolve("token.txt"), "penstock-development-only");
        Files.writeString(directory.resolve("clinic.json"), FLOW_JSON);
    }

    @AfterEach
    void stop() throws InterruptedException {
        if (dev != null) {
            dev.interrupt();
            dev.join();
        }
        if (server != null) {
            server.close();
            webhooks.close();
        }
    }

    @Test
    void leadsFromNothingToACompletionInTheWebhook() throws Exception {
        succeeds("keys", "generate", "--dir", file("keys"), "--passphrase-file", file("passphrase.txt"));
        serve();
        startDev();

        succeedsAtMeta("keys", "register", "--dir", file("keys"), "--waba", "1001");
        succeedsAtMeta("keys", "status", "--dir", file("keys"), "--waba", "1001");
        succeedsAtMeta(
                "webhooks",
                "subscribe",
                "--waba",
                "1001",
                "--callback",
                webhookUrl(),
                "--verify-token-file",
                file("verify-token.txt"),
                "--app-secret-file",
                file("app-secret.txt"));
        var pushed = succeedsAtMeta(
                "flow",
                "push",
                file("clinic.json"),
                "--waba",
                "1001",
                "--endpoint",
                endpointUrl(),
                "--publish",
                "--lock-file",
                file("penstock-flows.json"),
                "-o",
                "json");
        var flow = String.valueOf(pushed.json().get("id"));
        succeedsAtMeta(
                "doctor",
                "--dir",
                file("keys"),
                "--passphrase-file",
                file("passphrase.txt"),
                "--app-secret-file",
                file("app-secret.txt"),
                "--waba",
                "1001",
                "--endpoint",
                endpointUrl(),
                "--flow",
                flow,
                "--flow-json",
                file("clinic.json"),
                "--webhook",
                webhookUrl(),
                "--verify-token-file",
                file("verify-token.txt"));
        var sent = succeedsAtMeta(
                "send",
                "+15550177",
                "--phone-number-id",
                "2001",
                "--flow",
                flow,
                "--flow-name",
                "clinic",
                "--subject",
                "customer-17",
                "--body",
                "Book your visit",
                "--app-secret-file",
                file("app-secret.txt"),
                "-o",
                "json");

        playInThePhone();

        await().atMost(LONG).until(() -> !completions.isEmpty());
        assertThat(completions).singleElement().satisfies(completion -> {
            var token = String.valueOf(sent.json().get("flow_token"));
            assertThat(completion.response()).containsEntry("booking", "B-19");
            assertThat(completion.correlation()).isEqualTo(new Correlation.ByFlowToken(token));
            assertThat(completion.raw().toString())
                    .contains(String.valueOf(sent.json().get("message_id")));
            assertThat(FlowTokens.of(SECRETS).verify("clinic", token))
                    .isInstanceOfSatisfying(
                            TokenCheck.Verified.class,
                            verified -> assertThat(verified.subject()).isEqualTo("customer-17"));
        });
        await().atMost(LONG).until(() -> out.toString().contains("The completion was delivered to the webhook"));
        assertThat(out.toString()).contains("A Flow has arrived").doesNotContain(SECRET, "customer-17");
    }

    private void playInThePhone() throws Exception {
        try (var page = new PageClient(URI.create(printed("The phone is at (\\S+)")))) {
            assertThat(page.state().get("phone").toString()).contains("Book your visit");
            page.send(Map.of("type", "open"));
            await().atMost(LONG)
                    .until(() -> page.state().get("phone").toString().contains("Good day, customer-17"));
            await().atMost(LONG).until(page::tapFooter);
            await().atMost(LONG)
                    .until(() -> page.state().get("phone").toString().contains("B-19"));
        }
    }

    /** What a person writes, see the tutorial. */
    private void serve() {
        var tokens = FlowTokens.of(SECRETS);
        var clinic = Flow.named("clinic")
                .onInit(request -> NextScreen.of("WELCOME")
                        .with(
                                "greeting",
                                "Good day, "
                                        + subject(tokens, request.flowToken().value())))
                .onScreen("WELCOME", request -> request.complete(Map.of("booking", "B-19")))
                .build();
        webhooks = WebhookEndpoint.builder(
                        SECRETS,
                        VerifyToken.of("verify-me-please"),
                        WebhookHandlers.none().onCompletion(completions::add))
                .build();
        server = PenstockServer.builder()
                .port(0)
                .endpoint(FlowEndpoint.builder(clinic)
                        .keyset(Keyset.load(directory.resolve("keys/private.pem"), PASSPHRASE.toCharArray()))
                        .appSecrets(SECRETS)
                        .build())
                .webhooks("/webhooks/meta", webhooks)
                .start();
    }

    private static String subject(FlowTokens tokens, String token) {
        return tokens.verify("clinic", token) instanceof TokenCheck.Verified verified ? verified.subject() : "stranger";
    }

    private void startDev() {
        var command = Penstock.commandLine().setOut(new PrintWriter(out));
        dev = new Thread(() -> command.execute(
                "dev",
                "--flow-json",
                file("clinic.json"),
                "--url",
                endpointUrl(),
                "--public-key",
                file("keys/public.pem"),
                "--app-secret-file",
                file("app-secret.txt"),
                "--graph-port",
                "0"));
        dev.start();
        await().atMost(LONG).until(() -> out.toString().contains("Stop with Ctrl-C"));
    }

    private String printed(String pattern) {
        var found = Pattern.compile(pattern).matcher(out.toString());
        assertThat(found.find()).as(out.toString()).isTrue();
        return found.group(1);
    }

    private CommandRun succeedsAtMeta(String... command) {
        var all = new ArrayList<>(List.of(command));
        all.addAll(List.of("--graph-url", printed("emulated at ([^,\\s]+)"), "--access-token-file", file("token.txt")));
        return succeeds(all.toArray(String[]::new));
    }

    private static CommandRun succeeds(String... command) {
        var run = CommandRun.of(command);
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        return run;
    }

    private String endpointUrl() {
        return server.uri().resolve("/flows/clinic").toString();
    }

    private String webhookUrl() {
        return server.uri().resolve("/webhooks/meta").toString();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }
}
