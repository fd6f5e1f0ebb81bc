package dev.penstock.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.UUID;

/**
 * A small file that is replaced as a whole: whoever reads it, also after a loss of power, sees the old or the new text.
 * Only its owner can read it, unless it is one to be shared.
 */
public final class AtomicFile {

    private static final int MAX_BYTES = 1_000_000;

    private AtomicFile() {}

    /** Empty if there is no such file. */
    public static Optional<byte[]> read(Path file) throws IOException {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new IOException("The file is larger than " + MAX_BYTES + " bytes.");
            }
            return Optional.of(bytes);
        } catch (NoSuchFileException missing) {
            return Optional.empty();
        }
    }

    public static void write(Path file, byte[] bytes) throws IOException {
        write(file, bytes, true);
    }

    /** One for others, too: with the modes that new files have. */
    public static void writeShared(Path file, byte[] bytes) throws IOException {
        write(file, bytes, false);
    }

    private static void write(Path file, byte[] bytes, boolean forOwnerOnly) throws IOException {
        var target = file.toAbsolutePath();
        var directory = target.getParent();
        if (directory == null) {
            throw new IOException("The file has no directory.");
        }
        Files.createDirectories(directory);
        var draft = directory.resolve("." + target.getFileName() + "-" + UUID.randomUUID());
        try {
            Files.createFile(draft, forOwnerOnly ? ownerOnly(directory) : new FileAttribute<?>[0]);
            try (var channel = FileChannel.open(draft, StandardOpenOption.WRITE)) {
                var buffer = ByteBuffer.wrap(bytes);
                while (buffer.hasRemaining()) {
                    channel.write(buffer);
                }
                channel.force(true);
            }
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
        syncDirectory(directory);
    }

    private static FileAttribute<?>[] ownerOnly(Path directory) {
        return Files.getFileAttributeView(directory, PosixFileAttributeView.class) == null
                ? new FileAttribute<?>[0]
                : new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                };
    }

    /** Makes the new name in the directory durable; a system that cannot open directories does that by itself. */
    public static void syncDirectory(Path directory) {
        try (var channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notPossibleHere) {
            // Windows: nothing to be done, nothing lost but the durability of the very last change.
            return;
        }
    }
}
