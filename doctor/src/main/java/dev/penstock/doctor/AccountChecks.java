package dev.penstock.doctor;

import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphRequest;
import dev.penstock.graph.accounts.Accounts;
import dev.penstock.graph.accounts.Apps;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.graph.keys.NumberKey;
import dev.penstock.id.WabaId;
import dev.penstock.keyring.KeyLifeCycleException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Does Meta take the token and the secret, and hold our key for every number? */
final class AccountChecks {

    private static final String TOKEN = "access token";
    private static final String SECRET = "app secret";
    private static final String KEY = "key at Meta";

    private AccountChecks() {}

    static List<Diagnosis> run(Patient patient) {
        if (patient.graph.isEmpty() || patient.account.isEmpty()) {
            return List.of(Diagnosis.skipped(TOKEN, "no access token or no account was given"));
        }
        var client = patient.graph.get();
        var account = patient.account.get();
        var findings = new ArrayList<Diagnosis>();
        findings.add(token(client, account, patient));
        if (patient.tokenWorks) {
            findings.add(secret(client, account, patient));
            findings.addAll(keys(client, account, patient));
        }
        return findings;
    }

    private static Diagnosis token(GraphClient client, WabaId account, Patient patient) {
        try {
            int numbers = Accounts.of(client).phoneNumbers(account).size();
            patient.tokenWorks = true;
            patient.ownApp = ownApp(client);
            return numbers > 0
                    ? Diagnosis.green(TOKEN, "Meta takes it; account %s has %d numbers".formatted(account, numbers))
                    : Diagnosis.red(
                            TOKEN,
                            "Meta takes it, but account %s has no phone number that it may see".formatted(account),
                            "Add a number in WhatsApp Manager, or assign the account to the system user of the token.");
        } catch (GraphException refused) {
            return Diagnosis.refused(TOKEN, refused);
        }
    }

    /** Only to compare with, so a refusal is no finding. */
    private static Optional<String> ownApp(GraphClient client) {
        try {
            return Optional.of(Apps.of(client).own());
        } catch (GraphException refused) {
            return Optional.empty();
        }
    }

    /** Meta compares the proof with the secret of the app to which the token belongs. */
    private static Diagnosis secret(GraphClient client, WabaId account, Patient patient) {
        if (patient.appSecrets.isEmpty()) {
            return Diagnosis.skipped(SECRET, "no app secret was given");
        }
        try {
            var proof = client.appSecretProof(patient.appSecrets.get());
            client.call(GraphRequest.get(account.value()).with("fields", "id").with("appsecret_proof", proof));
            patient.secretWorks = true;
            return Diagnosis.green(SECRET, "it belongs to the app of the access token");
        } catch (GraphException refused) {
            return refused.code().orElse(0) == 100
                            && String.valueOf(refused.getMessage()).contains("appsecret_proof")
                    ? Diagnosis.red(
                            SECRET,
                            "it is not the secret of the app to which the access token belongs",
                            "Copy it again from the App Dashboard, App settings, Basic, of the app that is linked to"
                                    + " the Flow; requests are signed with that app's secret.")
                    : Diagnosis.refused(SECRET, refused);
        }
    }

    private static List<Diagnosis> keys(GraphClient client, WabaId account, Patient patient) {
        if (patient.keys.isEmpty()) {
            return List.of(Diagnosis.skipped(KEY, "no usable private key is known here"));
        }
        try {
            return KeyRegistration.of(client).status(account, patient.keys.getFirst(), patient.keys).stream()
                    .map(number -> key(number, account))
                    .toList();
        } catch (GraphException | KeyLifeCycleException refused) {
            return List.of(Diagnosis.broken(KEY, refused, "Repair the access to the account first."));
        }
    }

    private static Diagnosis key(NumberKey number, WabaId account) {
        var check = KEY + " for " + number.number().displayNumber();
        var register = "Run: penstock keys register --waba " + account;
        return switch (number.verdict()) {
            case OURS -> Diagnosis.green(check, "it is ours");
            case OURS_PREVIOUS ->
                Diagnosis.red(check, "it is an earlier key, which is still served here but will be retired", register);
            case OURS_MISMATCH ->
                Diagnosis.red(
                        check,
                        "it is ours, but Meta's signature over it does not match, so phones refuse it",
                        register);
            case FOREIGN ->
                Diagnosis.red(
                        check,
                        "it belongs to a private key that is not here, so requests cannot be decrypted (421)",
                        register + ", or give the private key that belongs to it.");
            case DAMAGED ->
                Diagnosis.red(
                        check,
                        number.stored().filter(key -> key.isPkcs1()).isPresent()
                                ? "it is wrapped as PKCS#1 (BEGIN RSA PUBLIC KEY), which phones do not read"
                                : "it is damaged, as when a form was sent without escaping plus signs and line ends",
                        register);
            case MISSING ->
                Diagnosis.red(
                        check,
                        "there is none; each number needs its own upload, also after it was registered again",
                        register);
        };
    }
}
