package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.conformance.ConformanceTarget;
import dev.penstock.conformance.EndpointConformanceKit;
import dev.penstock.conformance.Verdict.Kind;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.simulator.phone.LoopbackMediaStore;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.testing.Exchange.Answered;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** A gateway that serves a file, before a backend that anybody could have written. */
class ConfiguredGatewayIT {

    private static final String SECRET = "0123456789abcdef0123456789abcdef";

    @TempDir
    private Path directory;

    private TestBusiness business;
    private Path file;

    @BeforeEach
    void open() throws IOException {
        business = TestBusiness.in(Files.createDirectory(directory.resolve("one")), SECRET, "one");
        file = directory.resolve("penstock.yaml");
    }

    @AfterEach
    void close() {
        business.close();
    }

    private ConfiguredGateway start(String endpoints) throws IOException {
        write(endpoints);
        return ConfiguredGateway.start(ConfigurationFile.at(file));
    }

    private void write(String endpoints) throws IOException {
        Files.writeString(file, "server: {port: 0, shutdown: {drain: 0s}}\nadmin: {port: 0}\nendpoints:\n" + endpoints);
    }

    @Test
    void playsAWholeFlowAgainstTheBackend() throws IOException {
        try (var gateway = start(business.endpointYaml("/flows/day"));
                var line = business.line(gateway.uri().resolve("/flows/day"))) {
            var phone = FlowClient.over(line, "token").build();

            assertThat(phone.ping().status()).isEqualTo(200);
            assertThat(answer(phone.init())).containsEntry("screen", "DAY");
            assertThat(answer(phone.submit("DAY", Map.of("day", "mon"))))
                    .containsEntry("screen", "SUMMARY")
                    .containsEntry("data", Map.of("day", "one mon"));
            assertThat(answer(phone.back("SUMMARY"))).containsEntry("screen", "DAY");
            assertThat(answer(phone.submit("SUMMARY", Map.of("day", "mon")))).containsEntry("screen", "SUCCESS");
            assertThat(business.asked())
                    .as("neither the health check nor anything twice")
                    .isEqualTo(4);
        }
    }

    private static Map<String, Object> answer(dev.penstock.testing.Exchange exchange) {
        assertThat(exchange.outcome()).isInstanceOf(Answered.class);
        return ((Answered) exchange.outcome()).answer();
    }

    @TestFactory
    Stream<DynamicTest> passesTheConformanceKit() throws IOException {
        var gateway =
                start(business.endpointYaml("/flows/day").replace("flow-json", "flow-tokens: issued\n    flow-json"));
        var tokens = FlowTokens.of(AppSecrets.of(SECRET));
        var flowJson = FlowJson.load(directory.resolve("one/day.json"));
        var kit = EndpointConformanceKit.of(
                ConformanceTarget.of(EndpointAccess.of(gateway.uri().resolve("/flows/day"), business.publicKey())
                                .signedBy(business.signature()))
                        .flowToken(tokens.issue("day", "kit"))
                        .expiredFlowToken(tokens.withClock(() -> Instant.EPOCH).issue("day", "kit"))
                        .flowJson(flowJson)
                        .responseCheck(ScreenModels.of(flowJson))
                        .submission("DAY", Map.of("day", "mon"))
                        .build());
        return EndpointConformanceKit.scenarios(List.of(), List.of("slow-upload", "timing")).stream()
                .map(scenario -> dynamicTest(scenario.id(), () -> {
                    var result = kit.run(scenario);
                    assertThat(result.verdict().kind()).as(result.explanation()).isIn(Kind.PASS, Kind.NOT_JUDGED);
                }))
                .onClose(() -> {
                    kit.close();
                    gateway.close();
                });
    }

    @Test
    void answersUnknownPathsWith404() throws Exception {
        try (var gateway = start(business.endpointYaml("/flows/day"))) {
            assertThat(post(gateway.uri().resolve("/flows/other")).statusCode()).isEqualTo(404);
            assertThat(post(gateway.uri().resolve("/flows/acme/day")).statusCode())
                    .isEqualTo(404);
            assertThat(post(gateway.uri().resolve("/")).statusCode()).isEqualTo(404);
        }
    }

    @Test
    void advisesNothingThatOnlyWhoWritesHandlersCouldDo() throws IOException {
        var log = (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("dev.penstock");
        var lines = new ListAppender<ILoggingEvent>();
        lines.start();
        log.setLevel(Level.WARN);
        log.addAppender(lines);
        try (var gateway = start(business.endpointYaml("/flows/day"))) {
            assertThat(gateway.isUpToDate()).isTrue();
        } finally {
            log.detachAppender(lines);
            log.setLevel(null);
        }

        assertThat(lines.list).extracting(ILoggingEvent::getFormattedMessage).isEmpty();
    }

    @Test
    void readsAChangeByItself() throws IOException {
        try (var gateway = start(business.endpointYaml("/flows/day"))) {
            write(business.endpointYaml("/flows/day") + business.endpointYaml("/flows/more"));

            await().atMost(Duration.ofSeconds(20))
                    .until(() ->
                            business.day(gateway.uri().resolve("/flows/more")).equals("one mon"));
            assertThat(gateway.reloads()).isEqualTo(1);
        }
    }

    @Test
    void keepsWhatItServesWhenTheChangeIsWrongAndSaysSo() throws Exception {
        try (var gateway = start(business.endpointYaml("/flows/day"))) {
            write(business.endpointYaml("/flows/day").replace("flow-json", "flow-jsn"));
            var reply = post(gateway.adminUri().orElseThrow().resolve("/reload"));

            assertThat(reply.statusCode()).isEqualTo(409);
            assertThat(reply.body()).contains("penstock.yaml:7:5").contains("Did you mean \"flow-json\"?");
            assertThat(gateway.isUpToDate()).isFalse();
            assertThat(gateway.failedReloads()).isPositive();
            assertThat(business.day(gateway.uri().resolve("/flows/day"))).isEqualTo("one mon");

            write(business.endpointYaml("/flows/day"));

            assertThat(post(gateway.adminUri().orElseThrow().resolve("/reload")).statusCode())
                    .isEqualTo(200);
            assertThat(gateway.isUpToDate()).isTrue();
        }
    }

    @Test
    void takesOverAnotherSecretAndAnotherBackend() throws Exception {
        try (var other = TestBusiness.in(Files.createDirectory(directory.resolve("two")), SECRET + "2", "two");
                var gateway = start(business.endpointYaml("/flows/day"))) {
            var endpoint = gateway.uri().resolve("/flows/day");
            assertThat(other.pickMonday(endpoint).status()).isEqualTo(432);

            write(other.endpointYaml("/flows/day"));
            gateway.reload();

            assertThat(other.day(endpoint)).isEqualTo("two mon");
            assertThat(business.pickMonday(endpoint).status()).isEqualTo(432);
        }
    }

    @Test
    void saysWhatNeedsARestart() throws Exception {
        try (var gateway = start(business.endpointYaml("/flows/day"))) {
            Files.writeString(file, Files.readString(file).replace("drain: 0s", "drain: 1s"));

            assertThat(gateway.reload().words()).contains("what has changed in server needs a restart");
        }
    }

    @Test
    void losesNoRequestWhileItIsReloaded() throws Exception {
        try (var gateway = start(business.endpointYaml("/flows/day"))) {
            var endpoint = gateway.uri().resolve("/flows/day");
            var isOver = new AtomicBoolean();
            var answers = Collections.synchronizedList(new ArrayList<String>());
            var people = Stream.generate(() -> Thread.ofVirtual().start(() -> {
                        while (!isOver.get()) {
                            answers.add(business.day(endpoint));
                        }
                    }))
                    .limit(4)
                    .toList();

            for (int i = 0; i < 10; i++) {
                assertThat(gateway.reload().isDone()).isTrue();
            }
            await().until(() -> answers.size() > 50);
            isOver.set(true);
            for (var person : people) {
                person.join();
            }

            assertThat(answers).containsOnly("one mon");
        }
    }

    @Test
    void offersReloadToOperatorsByPostOnly() throws Exception {
        try (var gateway = start(business.endpointYaml("/flows/day"));
                var client = HttpClient.newHttpClient()) {
            var get = HttpRequest.newBuilder(gateway.adminUri().orElseThrow().resolve("/reload"))
                    .build();

            assertThat(client.send(get, BodyHandlers.ofString()).statusCode()).isEqualTo(405);
            assertThat(post(gateway.uri().resolve("/reload")).statusCode()).isEqualTo(404);
        }
    }

    private static final byte[] PDF = "%PDF-1.7\nA referral for Ada\n%%EOF\n".getBytes(StandardCharsets.UTF_8);

    private static final String MEDIA =
            "media: {url: \"http://gateway.internal/media\", lifetime: 2s, loopback: allow}\n";

    /** What a backend is given of a document that somebody picked. */
    private Map<?, ?> lent(URI endpoint, LoopbackMediaStore store) {
        try (var line = business.line(endpoint)) {
            var picked = store.place("referral.pdf", "application/pdf", PDF).forEndpoint();
            var phone = FlowClient.over(line, "token").build();
            assertThat(phone.submit("DAY", Map.of("day", "mon", "file", List.of(picked)))
                            .status())
                    .isEqualTo(200);
        }
        return (Map<?, ?>) ((List<?>) business.lastData().get("file")).getFirst();
    }

    private static HttpResponse<byte[]> get(URI uri) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(uri).build(), BodyHandlers.ofByteArray());
        }
    }

    @Test
    void givesTheBackendALinkToTheClearFileUntilItExpires() throws Exception {
        var tenants = Files.createDirectory(directory.resolve("tenants"));
        var open = "backend: {media: open, ";
        Files.writeString(
                tenants.resolve("acme.yaml"), business.tenantYaml("day").replace("backend: {", open));
        try (var store = LoopbackMediaStore.start();
                var gateway = start(business.endpointYaml("/flows/day").replace("backend: {", open)
                        + business.endpointYaml("/flows/as-sent")
                        + "tenants: {directory: tenants}\n"
                        + MEDIA)) {
            for (var path : List.of("/flows/day", "/flows/acme/day")) {
                var file = lent(gateway.uri().resolve(path), store);

                assertThat(file.get("file_name")).isEqualTo("referral.pdf");
                assertThat(file.get("mime_type")).isEqualTo("application/pdf");
                assertThat(file.get("size")).asString().isEqualTo(String.valueOf(PDF.length));
                assertThat(file.get("sha256"))
                        .isEqualTo(HexFormat.of()
                                .formatHex(MessageDigest.getInstance("SHA-256").digest(PDF)));
                assertThat(file.get("url")).asString().startsWith("http://gateway.internal/media/");
                var link = gateway.uri()
                        .resolve(URI.create(String.valueOf(file.get("url"))).getPath());
                assertThat(get(link).body()).isEqualTo(PDF);
                assertThat(get(link).headers().firstValue("content-type")).contains("application/pdf");
                assertThat(post(link).statusCode()).isEqualTo(405);
                assertThat(get(URI.create(link + "A")).statusCode()).isEqualTo(404);
                await().atMost(Duration.ofSeconds(20)).until(() -> get(link).statusCode() == 410);
            }
            assertThat(lent(gateway.uri().resolve("/flows/as-sent"), store).containsKey("cdn_url"))
                    .isTrue();
        }
    }

    @Test
    void servesNoTenantWhoseFilesItCannotOpen() throws Exception {
        var tenants = Files.createDirectory(directory.resolve("tenants"));
        Files.writeString(
                tenants.resolve("acme.yaml"),
                business.tenantYaml("day").replace("backend: {", "backend: {media: open, "));
        try (var gateway = start(business.endpointYaml("/flows/day") + "tenants: {directory: tenants}\n")) {
            assertThat(business.pickMonday(gateway.uri().resolve("/flows/acme/day"))
                            .status())
                    .isEqualTo(503);
            assertThat(get(gateway.uri().resolve("/media/x")).statusCode()).isEqualTo(404);

            write(business.endpointYaml("/flows/day").replace("backend: {", "backend: {media: open, ") + MEDIA);
            assertThat(gateway.reload().words()).contains("media: open").contains("needs a restart");
            assertThat(business.day(gateway.uri().resolve("/flows/day"))).isEqualTo("one mon");
        }
    }

    private static HttpResponse<String> post(URI uri) throws Exception {
        try (var client = HttpClient.newHttpClient()) {
            return client.send(
                    HttpRequest.newBuilder(uri)
                            .POST(BodyPublishers.ofString("{}"))
                            .build(),
                    BodyHandlers.ofString());
        }
    }
}
