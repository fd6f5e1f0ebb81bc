package dev.penstock.cli;

import dev.penstock.FlowException;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.keys.PassphraseOptions;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock decrypt}: a captured body and a private key give the clear request. */
@Command(
        name = "decrypt",
        mixinStandardHelpOptions = true,
        description = {
            "Decrypt the captured body of a request, for debugging. The output may hold personal data.",
            "Exit code 1 if the key does not open it."
        })
final class DecryptCommand implements Callable<Integer> {

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "-",
            description = "The captured body; - for standard input, the default.")
    private String file;

    @Option(
            names = "--private-key",
            paramLabel = "FILE",
            defaultValue = ".penstock/private.pem",
            description = "The private key; default ${DEFAULT-VALUE}.")
    private Path privateKey;

    @Mixin
    private PassphraseOptions passphrase;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        new SecretFileWarning().check(spec, privateKey, "private key");
        var keyset =
                passphrase.read().map(given -> Keyset.load(privateKey, given)).orElseGet(() -> Keyset.load(privateKey));
        try {
            var opened = keyset.open(EncryptedRequest.parse(body()));
            var clear = StrictJson.readObject(opened.clear());
            var fields = new LinkedHashMap<String, Object>();
            fields.put("key", opened.keyId());
            fields.put("request", clear);
            output.print(StrictJson.writePretty(clear), fields);
            return 0;
        } catch (FlowException | JsonFormatException refused) {
            throw new CommandFailure(
                    refused.getMessage() + " The key is " + keyset.ids().getFirst() + ".");
        }
    }

    private byte[] body() throws IOException {
        int limit = EncryptedRequest.MAX_BODY_BYTES + 1;
        try (InputStream in = file.equals("-") ? System.in : Files.newInputStream(Path.of(file))) {
            var bytes = in.readNBytes(limit);
            // Editors like to end a file with a line end, which is no part of the body.
            return new String(bytes, StandardCharsets.ISO_8859_1).strip().getBytes(StandardCharsets.ISO_8859_1);
        }
    }
}
