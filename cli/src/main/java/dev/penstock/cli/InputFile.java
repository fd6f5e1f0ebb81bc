package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Reads what a command is given as a file; if that cannot be done, says which file it was, what it should hold, and
 * why.
 */
public final class InputFile {

    private InputFile() {}

    /** Says what is wrong with a file that something else is going to read. */
    public static void require(Path file, String what) {
        problem(file, what).ifPresent(sentence -> {
            throw new CommandFailure(sentence);
        });
    }

    /** The same in a sentence; empty if it can be read. */
    public static Optional<String> problem(Path file, String what) {
        if (Files.isDirectory(file)) {
            return Optional.of(sentence(file, what, "that is a directory; name the file in it."));
        }
        if (!Files.exists(file)) {
            return Optional.of(sentence(file, what, "the file does not exist; check the path."));
        }
        return Files.isReadable(file)
                ? Optional.empty()
                : Optional.of(sentence(file, what, "permission is denied; check who owns the file and its mode."));
    }

    /** The bytes of a file, which may hold so many. */
    public static byte[] bytes(Path file, String what, int maxBytes) {
        require(file, what);
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(maxBytes + 1);
            if (bytes.length > maxBytes) {
                throw failure(file, what, "the file is too large, with more than %,d bytes.".formatted(maxBytes));
            }
            return bytes;
        } catch (IOException broken) {
            throw failure(file, what, FileFailure.sentence(broken));
        }
    }

    /** The text of a file, in UTF-8. */
    public static String text(Path file, String what, int maxBytes) {
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes(file, what, maxBytes)))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw failure(file, what, "it is not text in UTF-8.");
        }
    }

    /** Refuses a file whose content will not do. */
    static CommandFailure failure(Path file, String what, String why) {
        return new CommandFailure(sentence(file, what, why));
    }

    private static String sentence(Path file, String what, String why) {
        return "The %s cannot be read from %s: %s".formatted(what, Secrets.shown(file.toString()), why);
    }
}
