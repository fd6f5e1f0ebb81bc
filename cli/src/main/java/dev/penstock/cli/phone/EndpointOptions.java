package dev.penstock.cli.phone;

import dev.penstock.cli.Credentials;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.simulator.EncryptingLine;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The endpoint that the phone calls, and what it needs for that. */
final class EndpointOptions {

    @Option(names = "--url", paramLabel = "URL", required = true, description = "The endpoint, in any language.")
    private URI url;

    @Option(
            names = "--flow-token",
            paramLabel = "TEXT",
            defaultValue = "unused",
            description = "The flow token; default ${DEFAULT-VALUE}.")
    private String flowToken;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".penstock",
            description = "Where public.pem and app-secret.txt are; default ${DEFAULT-VALUE}.")
    private Path home;

    @Option(names = "--public-key", paramLabel = "FILE", description = "The business public key.")
    private @Nullable Path publicKey;

    @Option(
            names = "--app-secret-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the app secret.")
    private @Nullable String appSecretEnv;

    @Option(names = "--app-secret-file", paramLabel = "FILE", description = "The file that holds the app secret.")
    private @Nullable Path appSecretFile;

    @Option(names = "--unsigned", description = "Send no signature.")
    private boolean unsigned;

    EncryptingLine open() {
        return open(Optional::empty);
    }

    /** A line that encrypts under the key which is registered, if there is one, and otherwise under the one that was given. */
    EncryptingLine open(Supplier<Optional<BusinessPublicKey>> registered) {
        return Credentials.line(url, home, publicKey, appSecretFile, appSecretEnv, unsigned, registered);
    }

    /** Empty if nothing is to be signed. */
    Optional<String> appSecret() {
        return unsigned ? Optional.empty() : Optional.of(Credentials.appSecret(home, appSecretFile, appSecretEnv));
    }

    String flowToken() {
        return flowToken;
    }
}
