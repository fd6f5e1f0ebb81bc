package dev.penstock.cli;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnusableKeyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.interfaces.RSAPrivateCrtKey;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock keys}: business key pairs. */
@Command(
        name = "keys",
        mixinStandardHelpOptions = true,
        description = "Make and look at business key pairs.",
        subcommands = {KeysCommand.Generate.class, KeysCommand.Inspect.class, HelpCommand.class})
final class KeysCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }

    @Command(
            name = "generate",
            mixinStandardHelpOptions = true,
            description = {
                "Make an RSA-2048 key pair: private.pem, which only you can read, and public.pem.",
                "The private key is encrypted with the passphrase; existing files are never overwritten."
            })
    static final class Generate implements Callable<Integer> {

        @Option(
                names = "--dir",
                defaultValue = ".",
                paramLabel = "DIR",
                description = "Where to put the files; default the current directory.")
        private Path dir;

        @Option(
                names = "--passphrase-env",
                paramLabel = "NAME",
                description = "The environment variable that holds the passphrase.")
        private @Nullable String passphraseEnv;

        @Option(names = "--passphrase-file", paramLabel = "FILE", description = "The file that holds the passphrase.")
        private @Nullable Path passphraseFile;

        @Option(names = "--no-passphrase", description = "Do not encrypt the private key.")
        private boolean noPassphrase;

        @Mixin
        private OutputOption output;

        @Spec
        private CommandSpec spec;

        @Override
        public Integer call() throws IOException {
            var passphrase = passphrase();
            Files.createDirectories(dir);
            var privateFile = dir.resolve("private.pem");
            var publicFile = dir.resolve("public.pem");
            var key = PrivateKeys.generate();
            var publicKey = BusinessPublicKey.of(key);
            PrivateKeyFile.create(privateFile, pem(key, passphrase));
            Files.writeString(publicFile, publicKey.pem(), StandardCharsets.US_ASCII, StandardOpenOption.CREATE_NEW);
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
            var given = SecretOptions.passphrase(passphraseFile, passphraseEnv);
            if (given.isPresent() || noPassphrase) {
                return given;
            }
            var console = System.console();
            if (console != null && console.isTerminal()) {
                var first = console.readPassword("Passphrase for the private key: ");
                var second = console.readPassword("The same again: ");
                if (first == null || !Arrays.equals(first, second)) {
                    throw new Failures.CommandFailure("The two passphrases differ. Nothing was made.");
                }
                return Optional.of(first);
            }
            throw new ParameterException(
                    spec.commandLine(),
                    "A passphrase is needed: give --passphrase-env or --passphrase-file, or --no-passphrase to leave the key unencrypted.");
        }
    }

    @Command(
            name = "inspect",
            mixinStandardHelpOptions = true,
            description = "Say what a key file holds: a private key, a public key or a certificate.")
    static final class Inspect implements Callable<Integer> {

        @Parameters(paramLabel = "FILE", description = "The key file.")
        private Path file;

        @Option(
                names = "--passphrase-env",
                paramLabel = "NAME",
                description = "The environment variable that holds the passphrase.")
        private @Nullable String passphraseEnv;

        @Option(names = "--passphrase-file", paramLabel = "FILE", description = "The file that holds the passphrase.")
        private @Nullable Path passphraseFile;

        @Mixin
        private OutputOption output;

        @Override
        public Integer call() throws IOException {
            var fields = new LinkedHashMap<String, Object>();
            var publicKey = inspect(fields);
            fields.put("id", publicKey.id());
            fields.put("bits", BusinessPublicKey.BITS);
            fields.put("public_key", publicKey.pem());
            output.print(
                    "%s holds %s, RSA with %d bits.%nIts id is %s. The public key, as Meta should hold it:%n%n%s"
                            .formatted(
                                    file,
                                    "private".equals(fields.get("kind")) ? "a private key" : "a public key",
                                    BusinessPublicKey.BITS,
                                    publicKey.id(),
                                    publicKey.pem()),
                    fields);
            return 0;
        }

        private BusinessPublicKey inspect(Map<String, Object> fields) throws IOException {
            if (looksPublic()) {
                fields.put("kind", "public");
                return BusinessPublicKey.parse(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
            fields.put("kind", "private");
            return BusinessPublicKey.of(SecretOptions.passphrase(passphraseFile, passphraseEnv)
                    .map(passphrase -> PrivateKeys.load(file, passphrase))
                    .orElseGet(() -> PrivateKeys.load(file)));
        }

        private boolean looksPublic() throws IOException {
            if (!Files.isReadable(file) || Files.size(file) > 65_536) {
                return false; // PrivateKeys has the sentence
            }
            var text = Files.readString(file, StandardCharsets.ISO_8859_1);
            if (text.contains("PRIVATE KEY")) {
                return false;
            }
            try {
                BusinessPublicKey.parse(text);
                return true;
            } catch (UnusableKeyException notPublic) {
                return text.contains("PUBLIC KEY") || text.contains("CERTIFICATE");
            }
        }
    }
}
