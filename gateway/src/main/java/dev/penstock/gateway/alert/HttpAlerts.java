package dev.penstock.gateway.alert;

import dev.penstock.gateway.backend.SigningSecrets;
import dev.penstock.gateway.internal.http.HttpTarget;
import dev.penstock.gateway.internal.http.HttpTroubleException;
import dev.penstock.gateway.internal.http.WebhookHeaders;
import dev.penstock.json.StrictJson;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * Tells alerts by a POST: to a webhook of one's own, as JSON and signed as Standard Webhooks says, or to an incoming
 * webhook of Slack. Thread-safe.
 */
public final class HttpAlerts implements AlertReceiver {

    private static final Duration TIMEOUT = Duration.ofSeconds(15);
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final int MAX_ANSWER_BYTES = 64 * 1024;
    /** Slack cuts longer texts. */
    private static final int MAX_SLACK_TEXT = 3_000;

    private final String name;
    private final Function<AlertMessage, Map<String, Object>> json;
    private final Optional<SigningSecrets> secrets;
    private final HttpTarget target;

    private HttpAlerts(
            String name, URI url, Function<AlertMessage, Map<String, Object>> json, Optional<SigningSecrets> secrets) {
        this.name = Objects.requireNonNull(name, "name");
        this.json = json;
        this.secrets = Objects.requireNonNull(secrets, "secrets");
        this.target =
                HttpTarget.to(HttpTarget.requireHttp(url), Optional.empty(), CONNECT_TIMEOUT, IDLE, MAX_ANSWER_BYTES);
    }

    /**
     * Tells a webhook of one's own: {@code {"status": "firing", "alerts": [{"status", "name", "severity", "summary",
     * "labels", "since", "runbook"}]}}; {@code status} is {@code resolved} if nothing of it is wrong any more.
     *
     * @param name of the receiver
     * @param url where is posted
     * @param secrets sign, as Standard Webhooks says; empty for not signed
     * @return the receiver
     * @throws IllegalArgumentException if the URL is none of HTTP
     */
    public static HttpAlerts webhook(String name, URI url, Optional<SigningSecrets> secrets) {
        return new HttpAlerts(name, url, HttpAlerts::object, secrets);
    }

    /**
     * Tells a channel of Slack.
     *
     * @param name of the receiver
     * @param url of the incoming webhook, which is a secret
     * @return the receiver
     * @throws IllegalArgumentException if the URL is none of HTTP
     */
    public static HttpAlerts slack(String name, URI url) {
        return new HttpAlerts(name, url, HttpAlerts::slackText, Optional.empty());
    }

    private static Map<String, Object> object(AlertMessage message) {
        var alerts = new ArrayList<Map<String, Object>>();
        message.firing().forEach(alert -> alerts.add(object(alert, "firing")));
        message.resolved().forEach(alert -> alerts.add(object(alert, "resolved")));
        return Map.of("status", message.firing().isEmpty() ? "resolved" : "firing", "alerts", List.copyOf(alerts));
    }

    private static Map<String, Object> object(Alert alert, String status) {
        var object = new LinkedHashMap<String, Object>();
        object.put("status", status);
        object.put("name", alert.name());
        object.put("severity", alert.severity().toString());
        object.put("summary", alert.summary());
        object.put("labels", alert.labels());
        object.put("since", alert.since().toString());
        object.put("runbook", alert.runbook());
        return object;
    }

    private static Map<String, Object> slackText(AlertMessage message) {
        var text = "*%s*\n%s".formatted(message.subject(), message.text());
        var escaped = text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return Map.of(
                "text", escaped.length() <= MAX_SLACK_TEXT ? escaped : escaped.substring(0, MAX_SLACK_TEXT) + " …");
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void send(AlertMessage message) throws InterruptedException {
        var body = StrictJson.write(json.apply(message));
        try {
            var headers = WebhookHeaders.of(
                    "alert_" + UUID.randomUUID(), InstantSource.system().instant(), body, secrets);
            int status = target.post(headers, body, TIMEOUT).status();
            if (status < 200 || status >= 300) {
                throw new AlertNotSentException("it answered with status %d".formatted(status));
            }
        } catch (HttpTroubleException trouble) {
            throw new AlertNotSentException(trouble.problem(), trouble);
        }
    }

    @Override
    public void close() {
        target.close();
    }

    /** Not the URL, which may be a secret. */
    @Override
    public String toString() {
        return "HttpAlerts[" + name + "]";
    }
}
