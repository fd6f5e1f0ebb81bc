package dev.penstock.doctor;

import dev.penstock.graph.GraphException;
import dev.penstock.graph.accounts.Accounts;
import dev.penstock.graph.accounts.Apps;
import dev.penstock.graph.accounts.SubscribedApp;
import dev.penstock.graph.accounts.WebhookSubscription;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Do completions and alerts leave Meta for our webhook: is the app subscribed to the account, to the fields, with our
 * URL?
 */
final class SubscriptionChecks {

    private static final String ACCOUNT = "webhook subscription";
    private static final String FIELDS = "webhook fields";
    private static final String CALLBACK = "webhook URL at Meta";

    private final Patient patient;

    private SubscriptionChecks(Patient patient) {
        this.patient = patient;
    }

    static List<Diagnosis> run(Patient patient) {
        return patient.tokenWorks
                ? new SubscriptionChecks(patient).findings()
                : List.of(Diagnosis.skipped(ACCOUNT, "Meta cannot be asked"));
    }

    private List<Diagnosis> findings() {
        var findings = new ArrayList<Diagnosis>();
        List<SubscribedApp> apps;
        try {
            apps = Accounts.of(patient.graph.orElseThrow()).subscribedApps(patient.account.orElseThrow());
        } catch (GraphException refused) {
            return List.of(Diagnosis.refused(ACCOUNT, refused));
        }
        findings.add(account(apps));
        if (patient.ownApp.isEmpty() || !patient.secretWorks) {
            findings.add(Diagnosis.skipped(
                    FIELDS, "Meta tells them only to whoever has the secret of the app of the access token"));
            return findings;
        }
        try {
            var app = patient.ownApp.get();
            var subscription =
                    Apps.of(patient.graph.orElseThrow()).subscriptions(app, patient.appSecrets.orElseThrow()).stream()
                            .filter(found -> found.object().equals(WebhookSubscription.WHATSAPP) && found.isActive())
                            .findFirst();
            findings.add(fields(app, subscription));
            subscription.map(found -> callback(found, apps)).ifPresent(findings::add);
        } catch (GraphException refused) {
            findings.add(Diagnosis.skipped(FIELDS, "Meta does not tell: " + refused.getMessage()));
        }
        return findings;
    }

    private Diagnosis account(List<SubscribedApp> apps) {
        var account = patient.account.orElseThrow();
        var cure = "Run: penstock webhooks subscribe --waba " + account;
        if (apps.isEmpty()) {
            return Diagnosis.red(
                    ACCOUNT,
                    "no app gets the webhooks of account %s, so no completion and no alert arrives".formatted(account),
                    cure);
        }
        var ids = apps.stream().map(SubscribedApp::id).toList();
        if (patient.ownApp.isPresent() && !ids.contains(patient.ownApp.get())) {
            return Diagnosis.red(
                    ACCOUNT,
                    "the webhooks of account %s go to app %s, not to app %s of the access token"
                            .formatted(account, String.join(", ", ids), patient.ownApp.get()),
                    cure);
        }
        return Diagnosis.green(ACCOUNT, "app %s gets the webhooks of the account".formatted(String.join(", ", ids)));
    }

    private Diagnosis fields(String app, Optional<WebhookSubscription> subscription) {
        var missing = new TreeSet<>(WebhookSubscription.NEEDED);
        subscription.ifPresent(found -> missing.removeAll(found.fields()));
        return missing.isEmpty()
                ? Diagnosis.green(
                        FIELDS, "app %s is subscribed to messages and flows%s".formatted(app, agent(subscription)))
                : Diagnosis.red(
                        FIELDS,
                        "app %s is not subscribed to %s, so %s"
                                .formatted(app, String.join(" and ", missing), consequence(missing)),
                        subscribe());
    }

    /** Not red: only who lets Meta's Business Agent answer needs these, and Meta does not tell who does. */
    private static String agent(Optional<WebhookSubscription> subscription) {
        var missing = new TreeSet<>(WebhookSubscription.BUSINESS_AGENT);
        subscription.ifPresent(found -> missing.removeAll(found.fields()));
        return missing.isEmpty()
                ? ", and to standby and messaging_handovers"
                : ("; not to %s, by which messages come while Meta's Business Agent answers: without it they are not"
                                + " needed")
                        .formatted(String.join(" and ", missing));
    }

    private static String consequence(Set<String> missing) {
        if (missing.size() > 1) {
            return "neither completions nor alerts arrive, and Meta publishes no Flow with an endpoint";
        }
        return missing.contains("messages")
                ? "no completion arrives"
                : "no alert arrives, and Meta publishes no Flow with an endpoint";
    }

    /** An account may have an URL of its own in place of the app's. */
    private Diagnosis callback(WebhookSubscription subscription, List<SubscribedApp> apps) {
        var delivered = apps.stream()
                .filter(app -> Optional.of(app.id()).equals(patient.ownApp))
                .findFirst()
                .flatMap(SubscribedApp::overrideCallback)
                .or(subscription::callback)
                .orElse("nowhere");
        if (patient.webhook.isEmpty()) {
            return Diagnosis.skipped(CALLBACK, "no webhook URL was given to compare with " + delivered);
        }
        var ours = patient.webhook.get().callback().toString();
        return delivered.equals(ours)
                ? Diagnosis.green(CALLBACK, "it is " + ours)
                : Diagnosis.red(CALLBACK, "Meta delivers to %s, not to %s".formatted(delivered, ours), subscribe());
    }

    private String subscribe() {
        return ("Set URL and fields in the App Dashboard, WhatsApp, Configuration; or run: penstock webhooks subscribe"
                        + " --waba %s --callback %s --verify-token-file FILE --app-secret-file FILE")
                .formatted(
                        patient.account.orElseThrow(),
                        patient.webhook
                                .map(webhook -> webhook.callback().toString())
                                .orElse("URL"));
    }
}
