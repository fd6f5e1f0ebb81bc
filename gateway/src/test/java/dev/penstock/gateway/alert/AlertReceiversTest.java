package dev.penstock.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.gateway.backend.LoopbackServer;
import dev.penstock.gateway.backend.SigningSecrets;
import dev.penstock.json.StrictJson;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How alerts are told: by webhook, Slack and e-mail. */
class AlertReceiversTest {

    private static final Alert ALERT = new Alert(
            "PenstockX",
            "PenstockX",
            Map.of("flow", "day"),
            AlertSeverity.CRITICAL,
            "a <b> & c",
            Instant.parse("2026-11-27T12:00:00Z"),
            "runbook.md#x");

    private static final AlertMessage FIRING = new AlertMessage(List.of(ALERT), List.of());
    private static final AlertMessage RESOLVED = new AlertMessage(List.of(), List.of(ALERT));

    @Test
    void aWebhookGetsJsonThatIsSignedAsStandardWebhooksSays() throws Exception {
        var secrets = SigningSecrets.of(SigningSecrets.generate());
        try (var server = LoopbackServer.answering(200, "");
                var webhook = HttpAlerts.webhook("ops", server.uri(), Optional.of(secrets))) {
            webhook.send(FIRING);
            webhook.send(RESOLVED);

            assertThat(server.exchanges().stream().map(LoopbackServer.Exchange::text))
                    .satisfiesExactly(
                            firing -> assertThat(StrictJson.readObject(firing))
                                    .containsEntry("status", "firing")
                                    .containsEntry(
                                            "alerts",
                                            List.of(Map.of(
                                                    "status", "firing",
                                                    "name", "PenstockX",
                                                    "severity", "critical",
                                                    "summary", "a <b> & c",
                                                    "labels", Map.of("flow", "day"),
                                                    "since", "2026-11-27T12:00:00Z",
                                                    "runbook", "runbook.md#x"))),
                            resolved ->
                                    assertThat(StrictJson.readObject(resolved)).containsEntry("status", "resolved"));
            assertThat(server.exchanges()).allSatisfy(exchange -> {
                var headers = exchange.headers();
                var time = Instant.ofEpochSecond(Long.parseLong(headers.get("webhook-timestamp")));
                assertThat(headers)
                        .containsEntry(
                                "webhook-signature", secrets.sign(headers.get("webhook-id"), time, exchange.body()));
            });
        }
    }

    @Test
    void slackGetsItsOwnJsonAndNothingThatItWouldTakeForMarkup() throws Exception {
        try (var server = LoopbackServer.answering(200, "ok");
                var slack = HttpAlerts.slack("slack", server.uri())) {
            slack.send(FIRING);

            assertThat(StrictJson.readObject(server.exchanges().getFirst().body()))
                    .isEqualTo(Map.of(
                            "text",
                            "*[critical] PenstockX*\nCRITICAL PenstockX: a &lt;b&gt; &amp; c\n"
                                    + "  what to do: runbook.md#x"));
        }
    }

    @Test
    void eMailIsHandedOverWithTheLogin() throws Exception {
        try (var smtp = SmtpServer.start()) {
            email(smtp.port(), EmailAlerts.Tls.NONE).send(RESOLVED);

            assertThat(smtp.mails())
                    .singleElement()
                    .satisfies(text -> assertThat(text)
                            .contains("Subject: Penstock [resolved] PenstockX")
                            .contains("To: one@example.com, two@example.com")
                            .contains("From: penstock@example.com")
                            .contains("Auto-Submitted: auto-generated")
                            .contains("RESOLVED PenstockX: a <b> & c"));
            assertThat(smtp.heard())
                    .anyMatch(line -> line.startsWith("AUTH PLAIN "))
                    .contains("RCPT TO:<one@example.com>", "RCPT TO:<two@example.com>");
        }
    }

    @Test
    void noPasswordIsGivenToAServerWithoutTheTlsThatIsAskedFor() throws Exception {
        try (var smtp = SmtpServer.start()) {
            assertThatThrownBy(
                            () -> email(smtp.port(), EmailAlerts.Tls.STARTTLS).send(FIRING))
                    .isInstanceOf(AlertNotSentException.class)
                    .hasMessageContaining("did not take the e-mail")
                    .hasMessageNotContaining("tweety");
            assertThat(smtp.heard()).noneMatch(line -> line.startsWith("AUTH"));
        }
    }

    @Test
    void secretsAreNotShown() {
        var login = new EmailAlerts.Login("penstock", "tweety-password");
        var slack = HttpAlerts.slack("slack", URI.create("http://127.0.0.1:1/services/tweety"));

        assertThat(List.of(login, settings(1, EmailAlerts.Tls.TLS), slack, email(1, EmailAlerts.Tls.TLS)))
                .allSatisfy(shown -> assertThat(shown.toString()).doesNotContain("tweety"));
        assertThatThrownBy(() -> slack.send(FIRING))
                .isInstanceOf(AlertNotSentException.class)
                .hasMessageNotContaining("tweety");
        assertThatThrownBy(() -> HttpAlerts.slack("slack", URI.create("ftp://127.0.0.1/tweety")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("tweety");
    }

    private static EmailAlerts.Settings settings(int port, EmailAlerts.Tls tls) {
        return new EmailAlerts.Settings(
                "127.0.0.1",
                port,
                tls,
                "penstock@example.com",
                List.of("one@example.com", "two@example.com"),
                Optional.of(new EmailAlerts.Login("penstock", "tweety-password")));
    }

    private static EmailAlerts email(int port, EmailAlerts.Tls tls) {
        return EmailAlerts.of("email", settings(port, tls));
    }
}
