package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.trust.AppSecrets;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Where the app secret is. */
public final class AppSecretOptions {

    @Option(
            names = "--app-secret-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the app secret.")
    private @Nullable String variable;

    @Option(names = "--app-secret-file", paramLabel = "FILE", description = "The file that holds the app secret.")
    private @Nullable Path file;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    private final SecretFileWarning warning = new SecretFileWarning();

    /** Empty if none is given. */
    public Optional<String> text() {
        warning.check(mixee, file, "app secret");
        return SecretSource.read(file, variable, "app secret");
    }

    public AppSecrets required() {
        return text().map(AppSecrets::of)
                .orElseThrow(() ->
                        new CommandFailure("The app secret is needed: give --app-secret-env or --app-secret-file."));
    }
}
