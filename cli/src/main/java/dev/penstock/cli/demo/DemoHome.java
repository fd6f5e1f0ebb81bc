package dev.penstock.cli.demo;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.trust.AppSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;

/**
 * The directory in which the demo keeps its key pair, app secret and data, for its owner only. What is missing is made;
 * what is there is kept.
 */
public final class DemoHome {

    private static final int SECRET_BYTES = 16;

    private final Path directory;
    private final RSAPrivateCrtKey privateKey;
    private final AppSecrets appSecrets;
    private final List<Path> exposed;

    private DemoHome(Path directory, RSAPrivateCrtKey privateKey, AppSecrets appSecrets, List<Path> exposed) {
        this.directory = directory;
        this.privateKey = privateKey;
        this.appSecrets = appSecrets;
        this.exposed = exposed;
    }

    /** Reads what is there and makes what is missing. */
    public static DemoHome prepare(Path directory) throws IOException {
        OwnerOnly.directory(directory);
        var exposed = Stream.of("private.pem", "app-secret.txt")
                .map(directory::resolve)
                .filter(OwnerOnly::isOpenToOthers)
                .toList();
        exposed.forEach(OwnerOnly::file);
        var home = new DemoHome(
                directory,
                privateKey(directory.resolve("private.pem")),
                appSecrets(directory.resolve("app-secret.txt")),
                exposed);
        // Always derived from the private key, so that the two never disagree.
        OwnerOnly.writePublic(
                directory.resolve("public.pem"), home.businessPublicKey().pem().getBytes(StandardCharsets.US_ASCII));
        return home;
    }

    private static RSAPrivateCrtKey privateKey(Path file) {
        if (!Files.exists(file)) {
            PrivateKeyFile.create(file, PrivateKeys.clearPem(PrivateKeys.generate()));
        }
        return PrivateKeys.load(file);
    }

    private static AppSecrets appSecrets(Path file) throws IOException {
        if (!Files.exists(file)) {
            var secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            OwnerOnly.write(file, HexFormat.of().formatHex(secret).getBytes(StandardCharsets.US_ASCII));
        }
        return AppSecrets.of(Files.readString(file, StandardCharsets.US_ASCII).strip());
    }

    public Path directory() {
        return directory;
    }

    /** The secrets that other users could read until now. */
    public List<Path> exposed() {
        return exposed;
    }

    public Keyset keyset() {
        return Keyset.of(privateKey);
    }

    public BusinessPublicKey businessPublicKey() {
        return BusinessPublicKey.of(privateKey);
    }

    public AppSecrets appSecrets() {
        return appSecrets;
    }
}
