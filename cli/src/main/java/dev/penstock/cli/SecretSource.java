package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Secrets come from files and environment variables, never from arguments, which other users of a machine can see. */
public final class SecretSource {

    private static final long MAX_BYTES = 10_000;

    private SecretSource() {}

    /** A secret from a file or a variable, whichever is given. */
    public static Optional<String> read(@Nullable Path file, @Nullable String variable, String what) {
        if (variable != null) {
            var value = System.getenv(variable);
            if (value == null || value.isEmpty()) {
                throw new CommandFailure(
                        "The environment variable %s, which should hold the %s, is not set.".formatted(variable, what));
            }
            return Optional.of(value);
        }
        return Optional.ofNullable(file).map(f -> firstLine(f, what));
    }

    private static String firstLine(Path file, String what) {
        try {
            if (Files.size(file) > MAX_BYTES) {
                throw new CommandFailure("The file %s is too large to hold the %s.".formatted(file, what));
            }
            return Files.readString(file, StandardCharsets.UTF_8).strip();
        } catch (IOException unreadable) {
            throw new CommandFailure(
                    "The %s cannot be read from %s: check the path and its permissions.".formatted(what, file));
        }
    }
}
