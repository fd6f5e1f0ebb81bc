package dev.penstock.crypto;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;

/** Keeps a private key in a file that only its owner can read. Thread-safe. */
public final class PrivateKeyFile {

    private PrivateKeyFile() {}

    /**
     * Creates a file with a private key in it: mode 0600 from its first moment on, whole or not there at all, and never
     * in the place of a file that exists.
     *
     * @param file where; its directory has to exist
     * @param pem the key as text, see {@link PrivateKeys#encryptedPem} and {@link PrivateKeys#clearPem}
     * @throws UnwritableKeyFileException if there is such a file already, the directory is missing or cannot be written
     *     to, or the file system knows no owners or no links
     */
    public static void create(Path file, String pem) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(pem, "pem");
        var target = file.toAbsolutePath();
        var directory = target.getParent();
        if (directory == null || target.getFileName() == null) {
            throw new UnwritableKeyFileException("%s is no name for a file: give one.".formatted(file));
        }
        if (!Files.isDirectory(directory)) {
            throw new UnwritableKeyFileException(
                    "The directory of %s does not exist: make it first, with mkdir -p -m 700.".formatted(file));
        }
        var draft = directory.resolve(".penstock-key-" + UUID.randomUUID());
        var ownerOnly = PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));
        var options = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try (var channel = FileChannel.open(draft, options, ownerOnly)) {
            try {
                write(channel, pem);
                // A link, since a move would replace a file that came to exist in the meantime.
                Files.createLink(target, draft);
            } finally {
                delete(draft);
            }
        } catch (FileAlreadyExistsException exists) {
            throw new UnwritableKeyFileException(
                    "%s exists already and is not replaced: give another name, or move it away first.".formatted(file));
        } catch (UnsupportedOperationException weak) {
            throw new UnwritableKeyFileException(
                    ("The file system of %s cannot keep a file to its owner: give a place on one"
                                    + " that can, or print the key into a secret store.")
                            .formatted(file));
        } catch (IOException failed) {
            throw new UnwritableKeyFileException(
                    ("%s cannot be written: check that its directory may be written to, has"
                                    + " space left and allows links (df, ls -ld).")
                            .formatted(file));
        }
    }

    private static void write(FileChannel channel, String pem) throws IOException {
        var bytes = pem.getBytes(StandardCharsets.UTF_8);
        try {
            var buffer = ByteBuffer.wrap(bytes);
            while (buffer.hasRemaining()) {
                channel.write(buffer);
            }
            channel.force(true);
        } finally {
            Arrays.fill(bytes, (byte) 0);
        }
    }

    private static void delete(Path draft) {
        try {
            Files.deleteIfExists(draft);
        } catch (IOException stays) {
            throw new UnwritableKeyFileException(
                    "%s could not be deleted and may hold the key: delete it yourself.".formatted(draft));
        }
    }
}
