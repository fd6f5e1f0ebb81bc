package dev.penstock.cli.meta;

import dev.penstock.cli.SecretFileWarning;
import dev.penstock.cli.SecretSource;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the verify token of the webhook is. */
public final class VerifyTokenOptions {

    @Option(
            names = "--verify-token-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the webhook's verify token.")
    private @Nullable String variable;

    @Option(
            names = "--verify-token-file",
            paramLabel = "FILE",
            description = "The file that holds the webhook's verify token.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    private final SecretFileWarning warning = new SecretFileWarning();

    /** Empty if none is given. */
    public Optional<String> text() {
        warning.check(mixee, file, "verify token");
        return SecretSource.read(file, variable, "verify token");
    }
}
