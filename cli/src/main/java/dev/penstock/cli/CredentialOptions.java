package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.keys.PublicKeyFile;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * The public key and the app secret with which an endpoint is called: those given, or else those of the home
 * directory.
 */
public final class CredentialOptions {

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".penstock",
            description = "Where public.pem and app-secret.txt are; default ${DEFAULT-VALUE}.")
    private Path home;

    @Option(names = "--public-key", paramLabel = "FILE", description = "The business public key.")
    private @Nullable Path publicKey;

    @Mixin
    private AppSecretOptions appSecret;

    @Option(names = "--unsigned", description = "Send no signature.")
    private boolean unsigned;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    private final SecretFileWarning warning = new SecretFileWarning();

    /** The key with which requests are encrypted; says what to do if there is none. */
    private BusinessPublicKey publicKey() {
        var file = Optional.ofNullable(publicKey).orElse(home.resolve("public.pem"));
        return PublicKeyFile.read(file);
    }

    /**
     * Empty if nothing is to be signed; says what to do if there is no secret, so that nobody signs nothing by
     * mistake.
     */
    public Optional<String> appSecret() {
        if (unsigned) {
            return Optional.empty();
        }
        return Optional.of(knownAppSecret()
                .orElseThrow(() -> new CommandFailure(
                        ("There is no app secret at %s: give --app-secret-env or --app-secret-file, or --unsigned"
                                        + " to send no signature.")
                                .formatted(secretAtHome()))));
    }

    /** The secret with which flow tokens are signed. */
    public AppSecrets secretForFlowTokens() {
        return appSecret()
                .map(AppSecrets::of)
                .orElseThrow(() -> new CommandFailure(
                        "--flow-name signs flow tokens with the app secret: leave --unsigned out, or give"
                                + " a --flow-token."));
    }

    /** What it takes to call an endpoint, with a signature unless that is not wanted. */
    EndpointAccess access(URI url) {
        return access(url, appSecret());
    }

    /** The same, with a signature if there is a secret; for judges that do without one, and say so. */
    EndpointAccess accessWithWhatThereIs(URI url) {
        return access(url, unsigned ? Optional.empty() : knownAppSecret());
    }

    /** A line for a key that may be registered later; it is asked at the start and after an answer 421. */
    public EncryptingLine line(URI url, Supplier<Optional<BusinessPublicKey>> registered) {
        var given = publicKey();
        var line = EncryptingLine.to(url, () -> registered.get().orElse(given));
        appSecret().map(CredentialOptions::signature).ifPresent(line::signedBy);
        return line.open();
    }

    private EndpointAccess access(URI url, Optional<String> secret) {
        var access = EndpointAccess.of(url, publicKey());
        return secret.map(CredentialOptions::signature).map(access::signedBy).orElse(access);
    }

    private Optional<String> knownAppSecret() {
        return appSecret
                .text()
                .or(() -> Optional.of(secretAtHome())
                        .filter(Files::isRegularFile)
                        .flatMap(file -> {
                            warning.check(mixee, file, "app secret");
                            return SecretSource.read(file, null, "app secret");
                        }));
    }

    private Path secretAtHome() {
        return home.resolve("app-secret.txt");
    }

    private static RequestSignature signature(String secret) {
        return RequestSignature.of(AppSecrets.of(secret));
    }
}
