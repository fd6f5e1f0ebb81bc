package dev.penstock.cli.keys;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.crypto.BusinessPublicKey;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A public key as people keep it: PEM, or inside a certificate. */
final class PublicKeyFile {

    private static final int MAX_BYTES = 65_536;

    private PublicKeyFile() {}

    static BusinessPublicKey read(Path file) throws IOException {
        if (!Files.isRegularFile(file)) {
            throw new CommandFailure(
                    "There is no public key at %s: give --public-key, or make a pair with: penstock keys generate"
                            .formatted(file));
        }
        if (Files.size(file) > MAX_BYTES) {
            throw new CommandFailure("The file %s is too large to be a public key.".formatted(file));
        }
        var text = Files.readString(file, StandardCharsets.ISO_8859_1);
        if (text.contains("PRIVATE KEY")) {
            throw new CommandFailure(
                    "The file %s holds a private key, which must not leave this machine: give the public key."
                            .formatted(file));
        }
        return BusinessPublicKey.parse(text);
    }
}
