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
import java.util.HexFormat;

/**
 * The directory in which the demo keeps its key pair, app secret and data. What is missing is made; what is there is kept.
 *
 * @param directory the directory
 */
record DemoHome(Path directory) {

    private static final int SECRET_BYTES = 16;

    /** Makes what is missing; the names of what was made. */
    static DemoHome prepare(Path directory) throws IOException {
        var home = new DemoHome(directory);
        Files.createDirectories(directory);
        if (!Files.exists(home.privateKey())) {
            PrivateKeyFile.create(home.privateKey(), PrivateKeys.clearPem(PrivateKeys.generate()));
        }
        // Always derived from the private key, so that the two never disagree.
        Files.writeString(home.publicKey(), home.businessPublicKey().pem(), StandardCharsets.US_ASCII);
        if (!Files.exists(home.appSecret())) {
            var secret = new byte[SECRET_BYTES];
            new SecureRandom().nextBytes(secret);
            Files.createFile(
                    home.appSecret(),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            Files.writeString(home.appSecret(), HexFormat.of().formatHex(secret), StandardCharsets.US_ASCII);
        }
        return home;
    }

    Path privateKey() {
        return directory.resolve("private.pem");
    }

    Path publicKey() {
        return directory.resolve("public.pem");
    }

    Path appSecret() {
        return directory.resolve("app-secret.txt");
    }

    Keyset keyset() {
        return Keyset.load(privateKey());
    }

    BusinessPublicKey businessPublicKey() {
        return BusinessPublicKey.of(PrivateKeys.load(privateKey()));
    }

    AppSecrets appSecrets() throws IOException {
        return AppSecrets.of(
                Files.readString(appSecret(), StandardCharsets.US_ASCII).strip());
    }
}
