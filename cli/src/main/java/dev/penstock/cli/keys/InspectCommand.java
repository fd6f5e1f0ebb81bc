package dev.penstock.cli.keys;

import dev.penstock.cli.InputFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.SecretFileWarning;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.crypto.UnusableKeyException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock keys inspect}: what a key file holds. */
@Command(
        name = "inspect",
        mixinStandardHelpOptions = true,
        description = "Say what a key file holds: a private key, a public key or a certificate.")
final class InspectCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE", description = "The key file.")
    private Path file;

    @Mixin
    private PassphraseOptions passphraseOptions;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        InputFile.require(file, "key");
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
            return PublicKeyFile.read(file);
        }
        fields.put("kind", "private");
        var privateKey = passphraseOptions
                .read()
                .map(passphrase -> PrivateKeys.load(file, passphrase))
                .orElseGet(() -> PrivateKeys.load(file));
        new SecretFileWarning().check(spec, file, "private key");
        return BusinessPublicKey.of(privateKey);
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
