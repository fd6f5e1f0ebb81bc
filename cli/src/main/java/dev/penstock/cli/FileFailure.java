package dev.penstock.cli;

import java.io.IOException;
import java.net.BindException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says in a sentence what is wrong with a file, with its path and what to do: the exceptions of the JDK often are the
 * path only.
 */
final class FileFailure {

    private FileFailure() {}

    static String sentence(@Nullable IOException failure) {
        return switch (failure) {
            case null -> "A file cannot be read or written.";
            case NoSuchFileException missing ->
                "There is no %s: check the path.".formatted(Secrets.shown(missing.getFile()));
            case AccessDeniedException denied ->
                "Permission is denied for %s: check who owns it and its mode.".formatted(denied.getFile());
            case FileAlreadyExistsException there ->
                "%s exists already, and is not overwritten: move it away, or choose another place."
                        .formatted(there.getFile());
            case NotDirectoryException file -> "%s is no directory.".formatted(file.getFile());
            case FileSystemException other ->
                "%s cannot be read or written (%s)."
                        .formatted(
                                other.getFile(),
                                Optional.ofNullable(other.getReason()).orElse("unknown reason"));
            case CharacterCodingException notText -> "A file is not text in UTF-8.";
            case BindException inUse -> "The port is in use: choose another one, or 0 for any that is free.";
            default -> Optional.ofNullable(failure.getMessage()).orElse("A file cannot be read or written.");
        };
    }
}
