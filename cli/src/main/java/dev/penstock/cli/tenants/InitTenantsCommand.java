package dev.penstock.cli.tenants;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.OutputOption;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.postgres.LocalKeyEncryption;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock tenants init}: the key with which keys and secrets are sealed. */
@Command(
        name = "init",
        mixinStandardHelpOptions = true,
        description = {
            "Make the key-encryption key, with which private keys and secrets are sealed in the database.",
            "Keep a copy: without it what is in the database cannot be opened."
        })
final class InitTenantsCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "FILE",
            defaultValue = "key-encryption-key",
            description = "Where to write it; default ${DEFAULT-VALUE}.")
    private Path file;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        if (Files.exists(file)) {
            throw new CommandFailure("%s exists already, and is not overwritten: give another name.".formatted(file));
        }
        var key = LocalKeyEncryption.generate();
        OwnerOnly.write(file, key.getBytes(StandardCharsets.US_ASCII));
        var id = LocalKeyEncryption.of(key, List.of()).keyId();
        output.print("""
            Made the key-encryption key %s in %s; keep a copy where nobody finds it. In penstock.yaml:
              tenants:
                postgres: {url: "jdbc:postgresql://HOST/DATABASE", key-encryption-key-file: %s}\
            """.formatted(id, file, file), Map.of("id", id, "file", file.toString()));
        return 0;
    }
}
