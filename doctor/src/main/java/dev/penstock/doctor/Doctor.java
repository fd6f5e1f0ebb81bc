package dev.penstock.doctor;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.push.FlowJsonLint;
import dev.penstock.id.FlowId;
import dev.penstock.id.WabaId;
import dev.penstock.keyring.KeyRing;
import dev.penstock.trust.AppSecrets;
import dev.penstock.webhook.VerifyToken;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;

/**
 * Walks the whole chain from the private key to the webhook and names, for each link that is broken, the cause and the
 * cure.
 *
 * <p>It changes nothing at Meta. To the endpoint it sends health checks: one as Meta sends it, one with a forged
 * signature, one under a key that is not the endpoint's. What is not given is skipped. Not thread-safe; examine with a
 * new one each time.
 */
public final class Doctor {

    private final Patient patient = new Patient();

    private Doctor() {}

    /** {@return a doctor who knows nothing yet} */
    public static Doctor create() {
        return new Doctor();
    }

    /**
     * Gives the key ring.
     *
     * @param ring the key ring
     * @return this
     */
    public Doctor keyRing(KeyRing ring) {
        patient.keyRing = Optional.of(ring);
        return this;
    }

    /**
     * Gives a private key file.
     *
     * @param file the file
     * @param passphrase what it is encrypted with; an empty one counts as none; copied
     * @return this
     */
    public Doctor privateKey(Path file, char[] passphrase) {
        patient.keyFile = Optional.of(new Patient.KeyFile(file, passphrase.clone()));
        return this;
    }

    /**
     * Gives the public key that is served, where the private one is somewhere else, such as in the database of tenants.
     *
     * @param key the key
     * @return this
     */
    public Doctor publicKey(BusinessPublicKey key) {
        patient.publicKey = Optional.of(key);
        return this;
    }

    /**
     * Gives the way to Meta.
     *
     * @param client the client
     * @param account the account
     * @return this
     */
    public Doctor graph(GraphClient client, WabaId account) {
        patient.graph = Optional.of(client);
        patient.account = Optional.of(account);
        return this;
    }

    /**
     * Gives the app secret.
     *
     * @param secrets the app secret of the app that is linked to the Flow; the current one is examined
     * @return this
     */
    public Doctor appSecrets(AppSecrets secrets) {
        patient.appSecrets = Optional.of(secrets);
        return this;
    }

    /**
     * Gives the endpoint.
     *
     * @param endpoint its public URL
     * @return this
     */
    public Doctor endpoint(URI endpoint) {
        patient.endpoint = Optional.of(endpoint);
        return this;
    }

    /**
     * Gives the Flow at Meta.
     *
     * @param flow the Flow
     * @return this
     */
    public Doctor flow(FlowId flow) {
        patient.flow = Optional.of(flow);
        return this;
    }

    /**
     * Gives the Flow JSON.
     *
     * @param json the Flow JSON in UTF-8
     * @param lint checks it
     * @return this
     */
    public Doctor flowJson(byte[] json, FlowJsonLint lint) {
        patient.flowJson = Optional.of(json.clone());
        patient.lint = lint;
        return this;
    }

    /**
     * Gives the webhook.
     *
     * @param callback its public URL
     * @param verifyToken the verify token from the App Dashboard
     * @return this
     */
    public Doctor webhook(URI callback, VerifyToken verifyToken) {
        patient.webhook = Optional.of(new Patient.Webhook(callback, verifyToken));
        return this;
    }

    /**
     * Sets the clock that is examined.
     *
     * @param clock default the system's
     * @return this
     */
    public Doctor clock(InstantSource clock) {
        patient.clock = clock;
        return this;
    }

    /**
     * Sets the authorities that count as public.
     *
     * @param trust default those of the Java installation
     * @return this
     */
    public Doctor trust(X509TrustManager trust) {
        patient.trust = trust;
        return this;
    }

    /** {@return what was found, in the order of the chain} */
    public DoctorReport examine() {
        patient.keys.clear();
        patient.tokenWorks = false;
        patient.secretWorks = false;
        patient.ownApp = Optional.empty();
        var findings = new ArrayList<Diagnosis>();
        try (var line = new ProbeLine(patient.trust)) {
            findings.addAll(KeyChecks.run(patient));
            findings.addAll(ClockCheck.run(patient, line));
            findings.addAll(AccountChecks.run(patient));
            findings.addAll(EndpointChecks.run(patient, line));
            findings.addAll(FlowChecks.run(patient));
            findings.addAll(SubscriptionChecks.run(patient));
            findings.addAll(WebhookChecks.run(patient, line));
        }
        return new DoctorReport(findings);
    }
}
