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
import java.util.List;
import java.util.Optional;
import javax.net.ssl.X509TrustManager;
import org.jspecify.annotations.Nullable;

/** Everything that was given, and what earlier checks found out for later ones. Used by one examination only. */
final class Patient {

    Optional<KeyRing> keyRing = Optional.empty();
    Optional<KeyFile> keyFile = Optional.empty();
    Optional<BusinessPublicKey> publicKey = Optional.empty();
    Optional<GraphClient> graph = Optional.empty();
    Optional<WabaId> account = Optional.empty();
    Optional<FlowId> flow = Optional.empty();
    Optional<URI> endpoint = Optional.empty();
    Optional<AppSecrets> appSecrets = Optional.empty();
    Optional<byte[]> flowJson = Optional.empty();
    Optional<Webhook> webhook = Optional.empty();
    FlowJsonLint lint = json -> List.of();
    InstantSource clock = InstantSource.system();

    @Nullable
    X509TrustManager trust;

    /** The keys that are served here, the one that Meta should hold first; filled in by the key checks. */
    final List<BusinessPublicKey> keys = new ArrayList<>();

    /** Whether Meta takes the access token; filled in by the account checks. */
    boolean tokenWorks;

    /** Whether the app secret is that of the access token's app; filled in by the account checks. */
    boolean secretWorks;

    /** The app of the access token, if Meta tells; filled in by the account checks. */
    Optional<String> ownApp = Optional.empty();

    record KeyFile(Path file, char[] passphrase) {}

    record Webhook(URI callback, VerifyToken verifyToken) {}
}
