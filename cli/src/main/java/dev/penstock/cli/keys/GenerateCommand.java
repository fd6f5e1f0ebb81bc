package dev.penstock.cli.keys;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.OutputOption;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock keys generate}: a new pair, the private half encrypted. */
@Command(
        name = "generate",
        mixinStandardHelpOptions = true,
        description = {
            "Make an RSA-2048 key pair: private.pem, which only you can read, and public.pem.",
            "The private key is encrypted with the passphrase; existing files are never overwritten."
        })
final class GenerateCommand implements Callable<Integer> {

    @Option(
            names = "--dir",
            defaultValue = ".",
            paramLabel = "DIR",
            description = "Where to put the files; default the current directory.")
    private Path dir;

    @Mixin
    private PassphraseOptions passphraseOptions;

    @Option(names = "--no-passphrase", description = "Do not encrypt the private key.")
    private boolean noPassphrase;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var passphrase = passphrase();
        if (Files.exists(dir) && !Files.isDirectory(dir)) {
            throw new CommandFailure("%s is no directory, and the keys need one: give another --dir.".formatted(dir));
        }
        if (!Files.isDirectory(dir)) {
            OwnerOnly.directory(dir);
        }
        var privateFile = dir.resolve("private.pem");
        var publicFile = dir.resolve("public.pem");
        var key = PrivateKeys.generate();
        var publicKey = BusinessPublicKey.of(key);
        PrivateKeyFile.create(privateFile, pem(key, passphrase));
        Files.createFile(publicFile); // never in the place of one that exists
        OwnerOnly.writePublic(publicFile, publicKey.pem().getBytes(StandardCharsets.US_ASCII));
        var fields = new LinkedHashMap<String, Object>();
        fields.put("id", publicKey.id());
        fields.put("private_key", privateFile.toString());
        fields.put("public_key", publicFile.toString());
        fields.put("encrypted", passphrase.isPresent());
        output.print(
                """
                Made the business key %s.
                  %s  the private key%s; keep a copy where nobody finds it
                  %s  the public key, to be uploaded to Meta for each phone number""".formatted(
                                publicKey.id(),
                                privateFile,
                                passphrase.isPresent() ? ", encrypted" : ", not encrypted",
                                publicFile),
                fields);
        return 0;
    }

    private static String pem(RSAPrivateCrtKey key, Optional<char[]> passphrase) {
        try {
            return passphrase.map(p -> PrivateKeys.encryptedPem(key, p)).orElseGet(() -> PrivateKeys.clearPem(key));
        } finally {
            passphrase.ifPresent(p -> Arrays.fill(p, '\0'));
        }
    }

    private Optional<char[]> passphrase() {
        var given = passphraseOptions.read();
        if (given.isPresent() || noPassphrase) {
            return given;
        }
        var console = System.console();
        if (console != null && console.isTerminal()) {
            var first = console.readPassword("Passphrase for the private key: ");
            var second = console.readPassword("The same again: ");
            if (first == null || !Arrays.equals(first, second)) {
                throw new CommandFailure("The two passphrases differ. Nothing was made.");
            }
            return Optional.of(first);
        }
        throw new ParameterException(
                spec.commandLine(),
                "A passphrase is needed: give --passphrase-env or --passphrase-file, or --no-passphrase to leave"
                        + " the key unencrypted.");
    }
}
