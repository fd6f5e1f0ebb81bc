package dev.penstock.cli.serve;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeyFile;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.gateway.backend.SigningSecrets;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock init}: all that {@code penstock serve} needs, to begin with. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Write a commented penstock.yaml, and all that it needs.",
            "That is a key pair, and files for the app secret and the backend's signing secret.",
            "Nothing that is there is overwritten. It says what to do next."
        })
public final class InitCommand implements Callable<Integer> {

    private static final int SECRET_BYTES = 16;

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "DIR",
            defaultValue = ".",
            description = "Where to write; default the current directory.")
    private Path directory;

    @Option(
            names = "--backend",
            paramLabel = "URL",
            defaultValue = "http://127.0.0.1:3000/flow",
            description = "The URL of the backend; default ${DEFAULT-VALUE}.")
    private URI backend;

    @Option(
            names = "--flow",
            paramLabel = "NAME",
            defaultValue = "booking",
            description = "The name of the Flow, the last part of its path; default ${DEFAULT-VALUE}.")
    private String flow;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!flow.matches("[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?")) {
            throw new UsageFailure("--flow takes lower-case letters, digits and hyphens, at most 64.");
        }
        var yaml = directory.resolve("penstock.yaml");
        var keys = directory.resolve("keys");
        var secrets = directory.resolve("secrets");
        Stream.of(yaml, keys, secrets).filter(Files::exists).findFirst().ifPresent(there -> {
            throw new CommandFailure(
                    "%s exists already, and is not overwritten: move it away, or give another directory."
                            .formatted(there));
        });
        Files.createDirectories(directory);
        OwnerOnly.directory(keys);
        OwnerOnly.directory(secrets);
        var key = PrivateKeys.generate();
        PrivateKeyFile.create(keys.resolve("private.pem"), PrivateKeys.clearPem(key));
        OwnerOnly.writePublic(
                keys.resolve("public.pem"), bytes(BusinessPublicKey.of(key).pem()));
        OwnerOnly.write(secrets.resolve("app-secret"), bytes(randomSecret()));
        OwnerOnly.write(secrets.resolve("backend"), bytes(SigningSecrets.generate()));
        Files.writeString(yaml, InitText.yaml(flow, backend));
        var out = spec.commandLine().getOut();
        out.println(InitText.next(directory, flow, backend));
        out.flush();
        return 0;
    }

    private static String randomSecret() {
        var secret = new byte[SECRET_BYTES];
        new SecureRandom().nextBytes(secret);
        return HexFormat.of().formatHex(secret);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
