package dev.penstock.doctor;

import dev.penstock.internal.SecretTexts;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Does the webhook answer Meta's verification? */
final class WebhookChecks {

    private static final String CHECK = "webhook URL";
    private static final String CHALLENGE = "penstock-doctor-1158201444";

    private WebhookChecks() {}

    static List<Diagnosis> run(Patient patient, ProbeLine line) {
        if (patient.webhook.isEmpty()) {
            return List.of(Diagnosis.skipped(CHECK, "no webhook URL was given"));
        }
        var webhook = patient.webhook.get();
        var query = "hub.mode=subscribe&hub.challenge=" + CHALLENGE + "&hub.verify_token="
                + URLEncoder.encode(SecretTexts.of(webhook.verifyToken()), StandardCharsets.UTF_8);
        var separator = webhook.callback().getRawQuery() == null ? "?" : "&";
        return List.of(judge(line.get(URI.create(webhook.callback() + separator + query))));
    }

    private static Diagnosis judge(ProbeLine.Reply reply) {
        return switch (reply) {
            case ProbeLine.NoReply(var reason, var cure) -> Diagnosis.red(CHECK, reason, cure);
            case ProbeLine.Answered(var status, var headers, var body, var took) -> {
                if (status == 403 || status == 401) {
                    yield Diagnosis.red(
                            CHECK,
                            "it refuses the verify token (status %d)".formatted(status),
                            "Use the same verify token in the App Dashboard and in the server's configuration.");
                }
                if (status != 200 || !new String(body, StandardCharsets.UTF_8).equals(CHALLENGE)) {
                    yield Diagnosis.red(
                            CHECK,
                            "it does not answer the verification with the challenge (status %d)".formatted(status),
                            "Give the URL of the webhook, not that of the endpoint; it answers GET with hub.challenge"
                                    + " as plain text.");
                }
                yield isHtml(headers)
                        ? Diagnosis.red(
                                CHECK,
                                "it sends the challenge back as HTML, so that anybody can run scripts under this"
                                        + " address",
                                "Answer with Content-Type: text/plain.")
                        : Diagnosis.green(CHECK, "it answers Meta's verification");
            }
        };
    }

    private static boolean isHtml(Map<String, String> headers) {
        return headers.getOrDefault("content-type", "").startsWith("text/html");
    }
}
