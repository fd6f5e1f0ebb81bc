package dev.penstock.cli;

import dev.penstock.cli.Failures.UsageFailure;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets come from files and environment variables, never from arguments, which other users of a machine can see. */
public final class SecretSource {

    private static final int MAX_BYTES = 10_000;

    private SecretSource() {}

    /** A secret from a file or a variable, whichever is given. */
    public static Optional<String> read(@Nullable Path file, @Nullable String variable, String what) {
        if (variable == null) {
            return Optional.ofNullable(file).map(f -> text(f, what));
        }
        if (!Secrets.isNameOfVariable(variable) && System.getenv(variable) == null) {
            throw new UsageFailure(
                    "--%s-env takes the name of a variable that holds the %s, and there is none of this name."
                            .formatted(what.replace(' ', '-'), what));
        }
        var value = System.getenv(variable);
        if (value == null || value.isBlank()) {
            throw new UsageFailure("The environment variable %s, which should hold the %s, is %s."
                    .formatted(variable, what, value == null ? "not set" : "empty"));
        }
        return Optional.of(value);
    }

    private static String text(Path file, String what) {
        var text = InputFile.text(file, what, MAX_BYTES).strip();
        if (text.isEmpty()) {
            throw InputFile.failure(file, what, "the file is empty.");
        }
        return text;
    }
}
