package dev.penstock.cli.keys;

import dev.penstock.cli.SecretFileWarning;
import dev.penstock.cli.SecretSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the passphrase of private keys is. */
public final class PassphraseOptions {

    @Option(
            names = "--passphrase-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the passphrase.")
    private @Nullable String variable;

    @Option(names = "--passphrase-file", paramLabel = "FILE", description = "The file that holds the passphrase.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    private final SecretFileWarning warning = new SecretFileWarning();

    /** Empty if none is given. */
    public Optional<char[]> read() {
        warning.check(mixee, file, "passphrase");
        return SecretSource.read(file, variable, "passphrase").map(String::toCharArray);
    }
}
