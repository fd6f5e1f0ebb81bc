package dev.penstock.gateway.config;

import dev.penstock.graph.AccessToken;
import dev.penstock.graph.summary.SummaryTemplate;
import dev.penstock.webhook.VerifyToken;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Makes of what was read the webhooks. */
record WebhooksBinder(Source source) {

    private static final Pattern OF_A_TENANT = Pattern.compile("/flows/[^/]+/[^/]+");

    /**
     * @param endpoints the paths that are taken
     * @param hasTenants whether the paths of tenants are taken, too
     */
    Optional<GatewaySettings.Webhooks> webhooks(Section section, Set<String> endpoints, boolean hasTenants) {
        var path = section.text("path").orElse("");
        if (hasTenants && OF_A_TENANT.matcher(path).matches()) {
            source.mistakes.add(
                    section.whereIs("path"),
                    "%s could be the path of a tenant's Flow: take another, such as /webhooks.".formatted(path));
        }
        if (endpoints.contains(path)) {
            source.mistakes.add(section.whereIs("path"), "An endpoint is served at %s already.".formatted(path));
        }
        var summary = section.section("summary").flatMap(this::summary);
        var secrets = new AppSecretsBinder(source).appSecrets(section);
        return verifyToken(section)
                .flatMap(token -> secrets.map(each -> new GatewaySettings.Webhooks(path, token, each, summary)));
    }

    private Optional<SecretText> verifyToken(Section section) {
        return section.secret("verify-token").filter(text -> {
            try {
                VerifyToken.of(text.reveal());
                return true;
            } catch (IllegalArgumentException unfit) {
                source.mistakes.add(text.where(), String.valueOf(unfit.getMessage()));
                return false;
            }
        });
    }

    private Optional<GatewaySettings.Summary> summary(Section section) {
        var texts = new ArrayList<String>();
        for (var each : section.list("text")) {
            try {
                SummaryTemplate.of(String.valueOf(each.held()));
                texts.add(String.valueOf(each.held()));
            } catch (IllegalArgumentException unfit) {
                source.mistakes.add(each.where(), String.valueOf(unfit.getMessage()));
            }
        }
        return section.secret("access-token").flatMap(token -> {
            try {
                AccessToken.of(token.reveal());
                return Optional.of(new GatewaySettings.Summary(token, texts, section.url("graph-url")));
            } catch (IllegalArgumentException unfit) {
                source.mistakes.add(token.where(), String.valueOf(unfit.getMessage()));
                return Optional.empty();
            }
        });
    }
}
