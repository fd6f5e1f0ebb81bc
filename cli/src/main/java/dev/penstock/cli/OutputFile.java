package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes what a command makes to a file that was named, and says beforehand if that cannot be. */
public final class OutputFile {

    private OutputFile() {}

    /** Says before anything is done that a file cannot be written; nothing if none was named. */
    public static void require(@Nullable Path file, String what) {
        if (file == null) {
            return;
        }
        var folder = Optional.ofNullable(file.toAbsolutePath().getParent()).orElse(file);
        if (Files.isDirectory(file)) {
            throw failure(file, what, "that is a directory: name a file in it.");
        }
        if (!Files.isDirectory(folder)) {
            throw failure(file, what, "there is no directory %s: make it first.".formatted(folder));
        }
        if (!Files.isWritable(Files.exists(file) ? file : folder)) {
            throw failure(file, what, "permission is denied.");
        }
    }

    public static void write(Path file, String text, String what) {
        try {
            Files.writeString(file, text);
        } catch (IOException unwritable) {
            throw failure(file, what, FileFailure.sentence(unwritable));
        }
    }

    private static CommandFailure failure(Path file, String what, String why) {
        return new CommandFailure("The %s cannot be written to %s: %s".formatted(what, file, why));
    }
}
