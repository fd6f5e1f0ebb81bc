package dev.penstock.cli.top;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.cli.CommandRun;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.metrics.KeyStatus;
import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.server.PenstockServer;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import dev.penstock.webhook.queue.MemoryWebhookQueue;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** {@code penstock top} before servers that show their metrics. */
class TopCommandIT {

    private static final RSAPrivateCrtKey KEY = PrivateKeys.generate();
    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");

    private final Shop one = new Shop();
    private final Shop two = new Shop();

    /** A replica with its metrics. */
    private static final class Shop implements AutoCloseable {

        private final PenstockMetrics metrics = PenstockMetrics.create();
        private final PenstockServer server = PenstockServer.builder()
                .port(0)
                .adminPort(0)
                .metrics(metrics)
                .endpoint(FlowEndpoint.builder(flow())
                        .keyset(Keyset.of(KEY))
                        .appSecrets(SECRETS)
                        .build())
                .start();

        private static Flow flow() {
            return Flow.named("shop")
                    .onInit(request -> NextScreen.of("FORM"))
                    .onScreen("FORM", request -> NextScreen.of("SLOW"))
                    .onScreen("SLOW", request -> {
                        Thread.sleep(Duration.ofMillis(1_100));
                        return NextScreen.of("FORM");
                    })
                    .onScreen("FAILS", request -> {
                        throw new IllegalStateException("on purpose");
                    })
                    .build();
        }

        void submit(String screen) {
            try (var line = EncryptingLine.to(server.uri().resolve("/flows/shop"), BusinessPublicKey.of(KEY))
                    .signedBy(RequestSignature.of(SECRETS))
                    .open()) {
                FlowClient.over(line, "token").build().submit(screen, Map.of("n", System.nanoTime()));
            }
        }

        String admin() {
            return server.adminUri().orElseThrow().toString();
        }

        @Override
        public void close() {
            server.close();
            metrics.close();
        }
    }

    @AfterEach
    void close() {
        one.close();
        two.close();
    }

    @Test
    void replicasAreCountedTogether() {
        one.submit("FORM");
        one.submit("FORM");
        two.submit("FAILS");
        two.submit("SLOW");

        var run = CommandRun.of("top", one.admin(), two.admin(), "--once", "--since-start", "-o", "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        var json = run.json();
        assertThat(json.get("requests"))
                .isInstanceOfSatisfying(
                        Map.class,
                        requests -> assertThat(requests.toString())
                                .contains("count=4", "answered=3", "failed=1", "refused=0"));
        assertThat(number(json, "error_ratio")).isCloseTo(0.25, within(1e-9));
        assertThat(number(map(json, "latency"), "over_1_s")).isCloseTo(0.25, within(1e-9));
        assertThat(number(map(json, "latency"), "over_5_s")).isZero();
        assertThat(list(json, "screens").getFirst())
                .as("the slowest first")
                .containsEntry("screen", "SLOW")
                .satisfies(slow -> assertThat(number(slow, "mean")).isBetween(1.1, 60.0));
        assertThat(list(json, "flows"))
                .singleElement()
                .satisfies(
                        flow -> assertThat(flow).containsEntry("flow", "shop").containsEntry("tenant", "none"));
        assertThat(list(json, "replicas"))
                .hasSize(2)
                .allSatisfy(replica -> assertThat(replica).containsEntry("up", true));
        assertThat(map(json, "server")).containsKeys("connections", "opening_limit", "waiting");
    }

    @Test
    void aWhileShowsOnlyWhatHappenedInIt() throws Exception {
        for (int i = 0; i < 20; i++) {
            one.submit("FORM");
        }

        var quiet = CommandRun.of("top", one.admin(), "--once", "--interval", "1", "-o", "json");
        assertThat(map(quiet.json(), "requests").get("count").toString()).isEqualTo("0");

        var isOver = new AtomicBoolean();
        var person = Thread.ofVirtual().start(() -> {
            while (!isOver.get()) {
                one.submit("FORM");
            }
        });
        var busy = CommandRun.of("top", one.admin(), "--once", "--interval", "1", "-o", "json");
        isOver.set(true);
        person.join();

        assertThat(number(map(busy.json(), "requests"), "per_second")).isPositive();
        assertThat(number(busy.json(), "seconds")).isBetween(1.0, 60.0);
    }

    @Test
    void peopleSeeWhatIsWrongAndWhere() {
        one.metrics.counted(MemoryWebhookQueue.create());
        one.metrics.keyAtMeta("4711", () -> KeyStatus.MISMATCH);
        one.submit("SLOW");
        var nobody = "http://127.0.0.1:1/";

        var run = CommandRun.of("top", one.admin(), nobody, "--once", "--since-start");

        assertThat(run.exitCode()).isEqualTo(1);
        assertThat(run.out())
                .contains("1 of 2 replicas, since each started")
                .contains(nobody + "metrics: it cannot be reached")
                .contains("over 1 s 100.0 %")
                .contains("phones refuse that of 4711")
                .containsPattern("SLOWEST SCREEN +FLOW +TENANT")
                .containsPattern("SLOW +shop +none +1 ")
                .containsPattern("QUEUE OF +WAITING +BEHIND +DEAD LETTERS\nwebhooks +0 ");
    }

    @Test
    void whatFailsSaysWhy() throws Exception {
        one.submit("FAILS");
        one.submit("FAILS");
        one.submit("NOWHERE");

        var text = CommandRun.of("top", one.admin(), "--once", "--since-start");
        assertThat(text.out()).contains("why       failed handler 2  failed unhandled_screen 1\n");
        var json = CommandRun.of("top", one.admin(), "--once", "--since-start", "-o", "json")
                .json();
        assertThat(list(json, "reasons").getFirst())
                .containsEntry("kind", "failed")
                .containsEntry("reason", "handler")
                .containsEntry("count", 2);

        try (var outdated = new Page("penstock_requests_total{flow=\"a\",tenant=\"none\",outcome=\"answered\"} 1\n"
                + "penstock_configuration_up_to_date 0.0\n")) {
            assertThat(CommandRun.of("top", outdated.url(), "--once", "--since-start")
                            .out())
                    .doesNotContain("why ")
                    .contains("1 of the replicas serve an earlier one");
        }
    }

    @Test
    void onlySoManyRowsAreShownAndItSaysHowManyThereAre() {
        one.submit("FORM");
        one.submit("SLOW");

        var run = CommandRun.of("top", one.admin(), "--once", "--since-start", "--rows", "1");

        assertThat(run.out())
                .containsPattern("SLOW +shop")
                .doesNotContainPattern("FORM +shop")
                .contains("and 1 more: --rows 2");
    }

    @Test
    void whatAPageHoldsCannotRuleTheTerminal() throws Exception {
        try (var hostile = new Page(
                "penstock_requests_total{flow=\"\u001b[2J\u202Ex\",tenant=\"none\",outcome=\"answered\"} 1\n")) {
            var run = CommandRun.of("top", hostile.url(), "--once", "--since-start");

            assertThat(run.exitCode()).as(run.err()).isZero();
            assertThat(run.out()).contains("?[2J?x").doesNotContain("\u001b", "\u202e");
        }
    }

    @Test
    void aPageOfAnotherProgramIsNoReplica() throws Exception {
        try (var other = new Page("up 1\n")) {
            var run = CommandRun.of("top", other.url(), "--once", "--since-start");

            assertThat(run.exitCode()).isEqualTo(1);
            assertThat(run.out()).contains("there are no metrics of Penstock");
        }
    }

    /** A page that anybody may have written. */
    private static final class Page implements AutoCloseable {

        private final HttpServer server;

        Page(String text) throws IOException {
            server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            server.createContext("/metrics", exchange -> {
                try (exchange) {
                    var body = text.getBytes(StandardCharsets.UTF_8);
                    exchange.sendResponseHeaders(200, body.length);
                    exchange.getResponseBody().write(body);
                }
            });
            server.start();
        }

        String url() {
            return "http://127.0.0.1:%d".formatted(server.getAddress().getPort());
        }

        @Override
        public void close() {
            server.stop(0);
        }
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Map<String, Object> json, String name) {
        return (Map<String, Object>) json.get(name);
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> list(Map<String, Object> json, String name) {
        return (List<Map<String, Object>>) json.get(name);
    }

    private static double number(Map<String, Object> json, String name) {
        return Double.parseDouble(String.valueOf(json.get(name)));
    }
}
