package dev.penstock.cli.keys;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.InputFile;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.UnusableKeyException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** A public key as people keep it: PEM, or inside a certificate. */
public final class PublicKeyFile {

    private static final int MAX_BYTES = 65_536;

    private PublicKeyFile() {}

    /** The key; a sentence with the file's name if it cannot be read as one. */
    public static BusinessPublicKey read(Path file) {
        if (!Files.exists(file)) {
            throw new CommandFailure(
                    "There is no public key at %s: give --public-key, or make a pair with: penstock keys generate"
                            .formatted(file));
        }
        var text = new String(InputFile.bytes(file, "public key", MAX_BYTES), StandardCharsets.ISO_8859_1);
        if (text.contains("PRIVATE KEY")) {
            throw new CommandFailure(
                    "The file %s holds a private key, which must not leave this machine: give the public key."
                            .formatted(file));
        }
        try {
            return BusinessPublicKey.parse(text);
        } catch (UnusableKeyException unusable) {
            throw new CommandFailure("The public key in %s cannot be used: %s".formatted(file, unusable.getMessage()));
        }
    }
}
