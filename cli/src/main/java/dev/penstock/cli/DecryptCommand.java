package dev.penstock.cli;

import dev.penstock.FlowException;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.keys.PassphraseOptions;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
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

    private static final String BODY = "captured body";

    @Parameters(
            paramLabel = "FILE",
            arity = "0..1",
            defaultValue = "-",
            description = "The captured body; - for standard input, the default.")
    private String file;

    @Option(
            names = "--private-key",
            paramLabel = "FILE",
            description = "The private key; default private.pem in --home.")
    private @Nullable Path privateKeyFile;

    @Option(
            names = "--home",
            paramLabel = "DIR",
            defaultValue = ".penstock",
            description = "Where private.pem is; default ${DEFAULT-VALUE}.")
    private Path home;

    @Mixin
    private PassphraseOptions passphrase;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        var privateKey = Optional.ofNullable(privateKeyFile).orElse(home.resolve("private.pem"));
        PrivateKeyArgument.check(spec, privateKey);
        var captured = body();
        var keyset =
                passphrase.read().map(given -> Keyset.load(privateKey, given)).orElseGet(() -> Keyset.load(privateKey));
        try {
            var opened = keyset.open(EncryptedRequest.parse(captured));
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
        var bytes = file.equals("-") ? System.in.readNBytes(limit) : InputFile.bytes(Path.of(file), BODY, limit);
        // Editors like to end a file with a line end, which is no part of the body.
        var body = new String(bytes, StandardCharsets.ISO_8859_1).strip();
        if (body.isEmpty()) {
            throw new CommandFailure(
                    "The %s in %s is empty.".formatted(BODY, file.equals("-") ? "the standard input" : file));
        }
        return body.getBytes(StandardCharsets.ISO_8859_1);
    }
}
