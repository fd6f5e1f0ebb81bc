package dev.penstock.cli.demo;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.trust.AppSecrets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.HexFormat;

/** The directory in which the demo keeps its key pair, app secret and data. What is missing is made; what is there is kept. */
final class DemoHome {

    private static final int SECRET_BYTES = 16;

    private final Path directory;
    private final RSAPrivateCrtKey privateKey;
    private final AppSecrets appSecrets;

    private DemoHome(Path directory, RSAPrivateCrtKey privateKey, AppSecrets appSecrets) {
        this.directory = directory;
        this.privateKey = privateKey;
        this.appSecrets = appSecrets;
    }

    /** Reads what is there and makes what is missing. */
    static DemoHome prepare(Path directory) throws IOException {
        Files.createDirectories(directory);
        var home = new DemoHome(
                directory,
                privateKey(directory.resolve("private.pem")),
                appSecrets(directory.resolve("app-secret.txt")));
        // Always derived from the private key, so that the two never disagree.
        Files.writeString(
                directory.resolve("public.pem"), home.businessPublicKey().pem(), StandardCharsets.US_ASCII);
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
            Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(file, HexFormat.of().formatHex(secret), StandardCharsets.US_ASCII);
        }
        return AppSecrets.of(Files.readString(file, StandardCharsets.US_ASCII).strip());
    }

    Path directory() {
        return directory;
    }

    Keyset keyset() {
        return Keyset.of(privateKey);
    }

    BusinessPublicKey businessPublicKey() {
        return BusinessPublicKey.of(privateKey);
    }

    AppSecrets appSecrets() {
        return appSecrets;
    }
}
