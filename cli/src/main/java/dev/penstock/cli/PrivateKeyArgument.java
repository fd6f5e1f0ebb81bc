package dev.penstock.cli;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import picocli.CommandLine.Model.CommandSpec;

/** A file that is given as a private key, before something else reads it. */
public final class PrivateKeyArgument {

    private static final String WHAT = "private key";
    private static final int MAX_BYTES = 65_536;

    private PrivateKeyArgument() {}

    /** Refuses what is no file or holds a public key; warns of a private key that others can read. */
    public static void check(CommandSpec command, Path file) {
        var text = new String(InputFile.bytes(file, WHAT, MAX_BYTES), StandardCharsets.ISO_8859_1);
        if (text.contains("PRIVATE KEY")) {
            new SecretFileWarning().check(command, file, WHAT);
        } else if (text.contains("PUBLIC KEY") || text.contains("-----BEGIN CERTIFICATE-----")) {
            throw InputFile.failure(
                    file, WHAT, "it holds a public key; give the private key of the pair, often private.pem.");
        }
    }
}
