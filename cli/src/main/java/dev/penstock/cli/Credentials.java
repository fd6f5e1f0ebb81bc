package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.simulator.EncryptingLine;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Finds the public key and the app secret with which to call an endpoint: those given, or else those of the home directory. */
public final class Credentials {

    private Credentials() {}

    /** A line to an endpoint; says what is missing. */
    public static EncryptingLine line(
            URI url,
            Path home,
            @Nullable Path publicKey,
            @Nullable Path appSecretFile,
            @Nullable String appSecretEnv,
            boolean unsigned) {
        return line(url, home, publicKey, appSecretFile, appSecretEnv, unsigned, Optional::empty);
    }

    /** The same, for a key that may be registered later; it is asked at the start and after an answer 421. */
    public static EncryptingLine line(
            URI url,
            Path home,
            @Nullable Path publicKey,
            @Nullable Path appSecretFile,
            @Nullable String appSecretEnv,
            boolean unsigned,
            Supplier<Optional<BusinessPublicKey>> registered) {
        var given = publicKey(home, publicKey);
        var line = EncryptingLine.to(url, () -> registered.get().orElse(given));
        if (!unsigned) {
            line.signedBy(RequestSignature.of(AppSecrets.of(appSecret(home, appSecretFile, appSecretEnv))));
        }
        return line.open();
    }

    private static BusinessPublicKey publicKey(Path home, @Nullable Path given) {
        var file = Optional.ofNullable(given).orElse(home.resolve("public.pem"));
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    "There is no public key at %s: give --public-key, or make one with: penstock keys generate"
                            .formatted(file));
        }
        try {
            return BusinessPublicKey.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The public key %s cannot be read.".formatted(file), unreadable);
        }
    }

    /** The app secret that is given, or that of the home directory. */
    public static String appSecret(Path home, @Nullable Path given, @Nullable String variable) {
        var fallback = home.resolve("app-secret.txt");
        var file = given == null && variable == null && Files.isRegularFile(fallback) ? fallback : given;
        return SecretOptions.read(file, variable, "app secret")
                .orElseThrow(() -> new CommandFailure(
                        "There is no app secret at %s: give --app-secret-env or --app-secret-file, or --unsigned to send no signature."
                                .formatted(fallback)));
    }
}
