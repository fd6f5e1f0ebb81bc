package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Writes what a command makes to a file that was named, and says beforehand if that cannot be. */
public final class OutputFile {

    private static final Set<PosixFilePermission> OWNER = PosixFilePermissions.fromString("rw-------");
    private static final FileAttribute<?>[] NONE = {};
    private static final Set<StandardOpenOption> FRESH =
            Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE);

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

    /** Opens a file for text that is written bit by bit and that only its owner may read. */
    public static Writer openForOwner(Path file, String what) {
        try {
            boolean hasModes = Files.getFileStore(
                            Optional.ofNullable(file.toAbsolutePath().getParent())
                                    .orElse(file))
                    .supportsFileAttributeView(PosixFileAttributeView.class);
            if (hasModes && Files.exists(file)) {
                Files.setPosixFilePermissions(file, OWNER);
            }
            FileAttribute<?>[] attributes =
                    hasModes ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(OWNER)} : NONE;
            return new BufferedWriter(
                    Channels.newWriter(Files.newByteChannel(file, FRESH, attributes), StandardCharsets.UTF_8));
        } catch (IOException unwritable) {
            throw failure(file, what, FileFailure.sentence(unwritable));
        }
    }

    private static CommandFailure failure(Path file, String what, String why) {
        return new CommandFailure("The %s cannot be written to %s: %s".formatted(what, file, why));
    }
}
