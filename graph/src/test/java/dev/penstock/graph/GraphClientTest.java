package dev.penstock.graph;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.penstock.graph.accounts.Accounts;
import dev.penstock.graph.keys.BusinessKeys;
import dev.penstock.graph.messages.Media;
import dev.penstock.graph.messages.Messages;
import dev.penstock.id.Recipient;
import dev.penstock.simulator.graph.Fault;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GraphClientTest {

    private final GraphFixture graph = GraphFixture.start();

    @AfterEach
    void close() {
        graph.close();
    }

    @Test
    void repeatsAReadAfterFaultsOnMetasSide() {
        graph.emulator.failNext(new Fault.ServerError(503), 2);

        assertThat(Accounts.of(graph.client).phoneNumbers(GraphFixture.WABA)).hasSize(2);
        assertThat(graph.emulator.calls()).hasSize(3);
        assertThat(graph.waits).hasSize(2);
        assertThat(graph.waits.get(0)).isBetween(Duration.ofMillis(200), Duration.ofMillis(400));
        assertThat(graph.waits.get(1)).isBetween(Duration.ofMillis(400), Duration.ofMillis(800));
    }

    @Test
    void waitsAsLongAsMetaAsks() {
        graph.emulator.failNext(new Fault.RateLimit(Duration.ofSeconds(7)), 1);

        assertThat(Accounts.of(graph.client).phoneNumbers(GraphFixture.WABA)).hasSize(2);
        assertThat(graph.waits).containsExactly(Duration.ofSeconds(7));
    }

    @Test
    void doesNotWaitLongerThanAllowedButSaysHowLong() {
        graph.emulator.failNext(new Fault.RateLimit(Duration.ofHours(1)), 1);

        var failed = catchThrowableOfType(
                GraphException.class, () -> Accounts.of(graph.client).phoneNumbers(GraphFixture.WABA));

        assertThat(failed.status()).isEqualTo(429);
        assertThat(failed.retryAfter()).contains(Duration.ofHours(1));
        assertThat(failed.code()).hasValue(80007);
        assertThat(failed.advice())
                .hasValueSatisfying(advice -> assertThat(advice).contains("wait a few minutes"));
        assertThat(graph.waits).isEmpty();
    }

    @Test
    void neverRepeatsASend() {
        graph.emulator.failNext(new Fault.AnswerLost(), 1);

        assertThatThrownBy(() -> Messages.of(graph.client)
                        .sendText(GraphFixture.NUMBER, Recipient.phoneNumber("15550100"), "Hello"))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("not answered");
        assertThat(graph.emulator.sent()).hasSize(1);
    }

    @Test
    void repeatsAnUploadOfAKeyWhoseAnswerWasLost() {
        graph.emulator.failNext(new Fault.AnswerLost(), 1);

        BusinessKeys.of(graph.client).store(GraphFixture.NUMBER, GraphFixture.publicKey(0));

        assertThat(graph.emulator.keyOf("2001"))
                .contains(GraphFixture.publicKey(0).pem());
    }

    @Test
    void givesUpAfterThreeTries() {
        graph.emulator.failNext(new Fault.ServerError(500), 9);

        assertThatThrownBy(() -> Accounts.of(graph.client).phoneNumbers(GraphFixture.WABA))
                .isInstanceOfSatisfying(
                        GraphException.class,
                        failed -> assertThat(failed.status()).isEqualTo(500));
        assertThat(graph.emulator.calls()).hasSize(3);
    }

    @Test
    void keepsTheTokenOutOfEverythingAlsoWhereMetaQuotesIt() {
        graph.emulator.failNext(new Fault.ExpiredToken(), 1);

        var failed = catchThrowableOfType(
                GraphException.class, () -> Accounts.of(graph.client).phoneNumbers(GraphFixture.WABA));

        var text = new StringWriter();
        failed.printStackTrace(new PrintWriter(text));
        assertThat(text.toString()).doesNotContain(GraphFixture.TOKEN).contains("[access token]");
        assertThat(failed.isTokenRefused()).isTrue();
        assertThat(failed.subcode()).hasValue(463);
        assertThat(failed.traceId()).contains("EmulatedTrace1");
        assertThat(AccessToken.of(GraphFixture.TOKEN).toString() + graph.client).doesNotContain("EAA");
    }

    @Test
    void breaksOffAnAnswerThatComesTooLate() {
        graph.emulator.failNext(new Fault.Slow(Duration.ofSeconds(3)), 3);
        try (var hasty = graph.client(GraphFixture.TOKEN, Duration.ofMillis(200))) {
            assertThatThrownBy(() -> hasty.call(GraphRequest.get("1001")))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("not answered");
        }
    }

    @Test
    void refusesAnAnswerThatIsTooLarge() {
        graph.emulator.failNext(new Fault.Other(200, "{\"a\":\"" + "x".repeat(2_000) + "\"}"), 1);
        try (var small = GraphClient.builder(AccessToken.of(GraphFixture.TOKEN))
                .baseUrl(graph.emulator.baseUrl())
                .maxAnswerBytes(1_024)
                .build()) {
            assertThatThrownBy(() -> small.call(GraphRequest.get("1001")))
                    .isInstanceOf(GraphException.class)
                    .hasMessageContaining("more than 1024 bytes");
        }
    }

    @Test
    void saysWhenSomethingElseThanMetaAnswers() {
        graph.emulator.failNext(new Fault.Other(200, "<html>Please log in</html>"), 1);

        assertThatThrownBy(() -> graph.client.call(GraphRequest.get("1001")))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("is not JSON")
                .hasMessageNotContaining("log in");
    }

    @Test
    void followsAllPagesWithoutTheUrlThatMetaGives() {
        for (int i = 0; i < 60; i++) {
            graph.emulator.addNumber("1001", "3" + (100 + i), "+1 555 " + i);
        }

        assertThat(Accounts.of(graph.client).phoneNumbers(GraphFixture.WABA)).hasSize(62);
    }

    @Test
    void sendsTheTokenToMetaOnly() {
        assertThatThrownBy(() -> graph.client.download(URI.create("https://files.example/x"), 100))
                .isInstanceOf(GraphException.class)
                .hasMessageContaining("not sent there");
        assertThatThrownBy(() -> GraphClient.builder(AccessToken.of(GraphFixture.TOKEN))
                        .baseUrl(URI.create("http://graph.example")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("https");
    }

    @Test
    void fetchesMedia() {
        graph.emulator.addMedia("7001", "picture".getBytes(StandardCharsets.UTF_8));

        assertThat(Media.of(graph.client).download("7001"))
                .asString(StandardCharsets.UTF_8)
                .isEqualTo("picture");
    }
}
