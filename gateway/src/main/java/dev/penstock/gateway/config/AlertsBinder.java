package dev.penstock.gateway.config;

import dev.penstock.gateway.alert.AlertNotifier;
import dev.penstock.gateway.alert.AlertReceiver;
import dev.penstock.gateway.alert.AlertSeverity;
import dev.penstock.gateway.alert.EmailAlerts;
import dev.penstock.gateway.alert.HttpAlerts;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Makes of what was read who is told what is wrong. */
record AlertsBinder(Source source) {

    GatewaySettings.Alerts alerts(Section section, boolean hasAdmin) {
        if (!hasAdmin) {
            source.mistakes.add(
                    section.where(), "Alerts go by the metrics, which come with the admin port: add admin.");
        }
        var to = new ArrayList<GatewaySettings.AlertTo>();
        for (var each : section.sections("to")) {
            receiver(each).ifPresent(receiver -> {
                if (to.stream().anyMatch(other -> other.name().equals(receiver.name()))) {
                    source.mistakes.add(
                            each.where(), "Two receivers of alerts have the name %s.".formatted(receiver.name()));
                }
                to.add(receiver);
            });
        }
        return new GatewaySettings.Alerts(section.time("repeat").orElse(AlertNotifier.DEFAULT_REPEAT), to);
    }

    private Optional<GatewaySettings.AlertTo> receiver(Section section) {
        return Stream.of("webhook", "slack", "email")
                .filter(kind -> section.section(kind).isPresent())
                .findFirst()
                .flatMap(kind -> receiver(kind, section, section.section(kind).orElseThrow()));
    }

    private Optional<GatewaySettings.AlertTo> receiver(String kind, Section section, Section given) {
        var name = section.text("name").orElse(kind);
        var least = section.text("severity").filter("critical"::equals).isPresent()
                ? AlertSeverity.CRITICAL
                : AlertSeverity.WARNING;
        Optional<GatewaySettings.AlertWay> way = switch (kind) {
            case "webhook" ->
                url(given)
                        .map(url ->
                                new GatewaySettings.AlertWebhook(url, new SigningSecretsBinder(source).texts(given)));
            case "slack" -> url(given).map(GatewaySettings.AlertSlack::new);
            default -> email(name, given);
        };
        return way.map(each -> new GatewaySettings.AlertTo(name, least, each));
    }

    /** Whether it is a secret or not, it is kept as one. */
    private Optional<SecretText> url(Section given) {
        var plain = given.url("url").map(url -> new SecretText(url.toString(), given.whereIs("url")));
        return plain.or(() -> given.secret("url")).filter(url -> {
            var parsed = parsed(url);
            if (parsed.isEmpty()) {
                source.mistakes.add(
                        url.where(), "What is there is no URL such as https://alerts.example.com/penstock.");
            } else if (PublicHost.isPlain(parsed.get())) {
                source.mistakes.add(url.where(), "Alerts would go to a public host in clear: make the URL https.");
            }
            return parsed.isPresent();
        });
    }

    private static Optional<URI> parsed(SecretText url) {
        try {
            var uri = new URI(url.reveal());
            boolean isHttp = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return isHttp && uri.getHost() != null && uri.getRawUserInfo() == null
                    ? Optional.of(uri)
                    : Optional.empty();
        } catch (URISyntaxException none) {
            return Optional.empty();
        }
    }

    private Optional<GatewaySettings.AlertWay> email(String name, Section given) {
        var tls = EmailAlerts.Tls.valueOf(given.text("tls").orElse("starttls").toUpperCase(Locale.ROOT));
        var host = given.text("host").orElse("");
        if (tls == EmailAlerts.Tls.NONE && PublicHost.isPublic(host)) {
            source.mistakes.add(
                    given.whereIs("tls"), "E-mail would go to a public host in clear: use starttls, or tls.");
        }
        var to = given.list("to").stream()
                .map(Section.Value::held)
                .map(String::valueOf)
                .toList();
        var email = new GatewaySettings.AlertEmail(
                host,
                given.whole("port").orElse(587),
                tls,
                given.text("from").orElse(""),
                to,
                given.text("user"),
                given.secret("password"));
        try {
            EmailAlerts.of(name, settings(email));
            return Optional.of(email);
        } catch (IllegalArgumentException unfit) {
            source.mistakes.add(given.where(), String.valueOf(unfit.getMessage()));
            return Optional.empty();
        }
    }

    /** The receiver itself. */
    static AlertReceiver open(GatewaySettings.AlertTo to) {
        return switch (to.way()) {
            case GatewaySettings.AlertWebhook webhook ->
                HttpAlerts.webhook(
                        to.name(),
                        URI.create(webhook.url().reveal()),
                        SigningSecretsBinder.of(webhook.signingSecrets()));
            case GatewaySettings.AlertSlack slack ->
                HttpAlerts.slack(to.name(), URI.create(slack.url().reveal()));
            case GatewaySettings.AlertEmail email -> EmailAlerts.of(to.name(), settings(email));
        };
    }

    private static EmailAlerts.Settings settings(GatewaySettings.AlertEmail email) {
        return new EmailAlerts.Settings(
                email.host(),
                email.port(),
                email.tls(),
                email.from(),
                List.copyOf(email.to()),
                email.user()
                        .flatMap(user ->
                                email.password().map(password -> new EmailAlerts.Login(user, password.reveal()))));
    }
}
