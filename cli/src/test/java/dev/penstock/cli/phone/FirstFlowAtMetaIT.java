package dev.penstock.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.cli.CommandRun;
import dev.penstock.cli.Project;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.ReloadingKeyset;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.TokenCheck;
import dev.penstock.webhook.VerifyToken;
import dev.penstock.webhook.WebhookEndpoint;
import dev.penstock.webhook.WebhookHandlers;
import dev.penstock.webhook.event.Correlation;
import dev.penstock.webhook.event.FlowCompletion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The page "From an empty account to a working Flow", command by command, over the emulated Graph API of penstock dev.
 */
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
    private PenstockServer server;
    private WebhookEndpoint webhooks;
    private RunningDev dev;

    @BeforeEach
    void writeFiles() throws IOException {
        Files.writeString(directory.resolve("passphrase.txt"), PASSPHRASE);
        Files.writeString(directory.resolve("app-secret.txt"), SECRET);
        Files.writeString(directory.resolve("verify-token.txt"), "verify-me-please");
        Files.writeString(directory.resolve("clinic.json"), FLOW_JSON);
    }

    @AfterEach
    void stop() {
        if (dev != null) {
            dev.close();
        }
        if (server != null) {
            server.close();
            webhooks.close();
        }
    }

    @Test
    void leadsFromNothingToACompletionInTheWebhook() throws Exception {
        var commands = commandsOfThePage();
        assertThat(commands).hasSize(8);
        run(commands.removeFirst());
        serve();
        startDev();
        var flow = "";
        var sent = Map.<String, Object>of();
        for (var command : commands) {
            var run = run(command.replace("3001", flow));
            if (command.startsWith("flow push")) {
                flow = String.valueOf(run.json().get("id"));
            }
            if (command.startsWith("send")) {
                sent = run.json();
            }
        }

        playInThePhone();

        var token = String.valueOf(sent.get("flow_token"));
        var message = String.valueOf(sent.get("message_id"));
        await().atMost(LONG).until(() -> !completions.isEmpty());
        assertThat(completions).singleElement().satisfies(completion -> {
            assertThat(completion.response()).containsEntry("booking", "B-19");
            assertThat(completion.correlation()).isEqualTo(new Correlation.ByFlowToken(token));
            assertThat(completion.raw().toString()).contains(message);
        });
        assertThat(FlowTokens.of(SECRETS).verify("clinic", token))
                .isInstanceOfSatisfying(
                        TokenCheck.Verified.class,
                        verified -> assertThat(verified.subject()).isEqualTo("customer-17"));
        await().atMost(LONG).until(() -> dev.printed().contains("The completion was delivered to the webhook"));
        assertThat(dev.printed()).contains("A Flow has arrived").doesNotContain(SECRET, "customer-17");
    }

    /** All but the one that starts the phone, without the name of the program. */
    private static List<String> commandsOfThePage() throws IOException {
        return new ArrayList<>(Files.readAllLines(Project.root().resolve("docs/how-to/first-flow-at-meta.md")).stream()
                .filter(line -> line.startsWith("penstock ") && !line.startsWith("penstock dev "))
                .map(line -> line.substring("penstock ".length()))
                .toList());
    }

    /** Runs a command of the page here: with the files, the URLs and the emulator of this test. */
    private CommandRun run(String command) {
        var words = new ArrayList<String>();
        for (var word : command.split(" ")) {
            boolean isFile = word.equals("keys") ? words.size() > 1 : word.endsWith(".txt") || word.endsWith(".json");
            words.add(isFile ? file(word) : word);
        }
        if (server != null) {
            words.replaceAll(word -> word.replace(
                    "https://flows.example.com",
                    server.uri().resolve("/").toString().replaceFirst("/$", "")));
        }
        if (command.startsWith("flow push")) {
            words.addAll(List.of("--lock-file", file("penstock-flows.json")));
        }
        if (!command.startsWith("keys generate") && !command.startsWith("flow check")) {
            words.addAll(List.of(
                    "--graph-url",
                    dev.printed("emulated at ([^,\\s]+)"),
                    "--access-token-file",
                    file("token.txt"),
                    "-o",
                    "json"));
        }
        var run = CommandRun.of(words.toArray(String[]::new));
        assertThat(run.exitCode()).as(command + "\n" + run.out() + run.err()).isZero();
        return run;
    }

    private void playInThePhone() throws Exception {
        try (var page = new PageClient(dev.page())) {
            assertThat(page.shows("Please tap below.")).isTrue();
            page.send(Map.of("type", "open"));
            await().atMost(LONG).until(() -> page.shows("Good day, customer-17"));
            await().atMost(LONG).until(page::tapFooter);
            await().atMost(LONG).until(() -> page.shows("B-19"));
        }
    }

    /** The program of the page, but for a greeting that shows whose token came in. */
    private void serve() {
        var tokens = FlowTokens.of(SECRETS);
        var clinic = Flow.named("clinic")
                .onInit(request -> NextScreen.of("WELCOME")
                        .with(
                                "greeting",
                                "Good day, " + request.flowToken().subject().orElse("stranger")))
                .onScreen("WELCOME", request -> request.complete(Map.of("booking", "B-19")))
                .build();
        var ring = KeyRing.at(directory.resolve("keys"), PASSPHRASE.toCharArray());
        ring.adopt("private.pem");
        webhooks = WebhookEndpoint.builder(
                        SECRETS,
                        VerifyToken.of("verify-me-please"),
                        WebhookHandlers.none().onCompletion(completions::add))
                .build();
        server = PenstockServer.builder()
                .port(0)
                .endpoint(FlowEndpoint.builder(clinic)
                        .keyset(ReloadingKeyset.of(ring))
                        .appSecrets(SECRETS)
                        .flowTokens(tokens)
                        .build())
                .webhooks("/webhooks/meta", webhooks)
                .start();
    }

    private void startDev() throws IOException {
        dev = RunningDev.start(
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
                "0");
        Files.writeString(directory.resolve("token.txt"), dev.printed("export WHATSAPP_ACCESS_TOKEN=(\\S+)"));
    }

    private String endpointUrl() {
        return server.uri().resolve("/flows/clinic").toString();
    }

    private String file(String name) {
        return directory.resolve(name).toString();
    }
}
