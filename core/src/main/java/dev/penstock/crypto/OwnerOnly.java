package dev.penstock.crypto;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Directories and files that only their owner can read and write: modes 0700 and 0600, whatever the umask of the
 * process and whatever they were before.
 *
 * <p>On a file system without such modes, such as those of Windows, nothing is restricted. Thread-safe.
 */
public final class OwnerOnly {

    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");
    private static final Set<PosixFilePermission> READABLE_BY_ALL = PosixFilePermissions.fromString("rw-r--r--");
    private static final int STICKY = 01000;

    private OwnerOnly() {}

    /**
     * Makes a directory, or takes the rights of all others from one that exists. Directories above it are made as
     * usual.
     *
     * @param directory where; a directory of its own, not one that users share, such as {@code /tmp}
     * @throws UnwritableKeyFileException if it cannot be made or restricted, belongs to another user, or is shared by
     *     all
     */
    public static void directory(Path directory) {
        Objects.requireNonNull(directory, "directory");
        var target = directory.toAbsolutePath().normalize();
        try {
            if (!Files.isDirectory(target)) {
                makeDirectory(target);
            }
            if (hasModes(target)) {
                refuseSharedOrForeign(target);
                Files.setPosixFilePermissions(target, DIRECTORY);
            }
        } catch (IOException failed) {
            throw new UnwritableKeyFileException(
                    "The directory %s cannot be made, or cannot be kept to its owner: check that it is yours (ls -ld)."
                            .formatted(directory));
        }
    }

    private static void makeDirectory(Path target) throws IOException {
        var parent = target.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        try {
            Files.createDirectory(target, attributes(parent, DIRECTORY));
        } catch (FileSystemException raced) {
            if (!Files.isDirectory(target)) {
                throw raced;
            }
        }
    }

    /** One whose owner is somebody else can be changed by them at any time, whatever its mode. */
    private static void refuseSharedOrForeign(Path directory) throws IOException {
        if (((int) Files.getAttribute(directory, "unix:mode") & STICKY) != 0) {
            throw new UnwritableKeyFileException(
                    "The directory %s is shared by all users: give one of your own.".formatted(directory));
        }
        var probe = Files.createFile(directory.resolve(".penstock-" + UUID.randomUUID()), attributes(directory, FILE));
        try {
            if (!Files.getOwner(probe).equals(Files.getOwner(directory))) {
                throw new UnwritableKeyFileException(
                        "The directory %s belongs to another user: give one of your own.".formatted(directory));
            }
        } finally {
            Files.deleteIfExists(probe);
        }
    }

    /**
     * Takes the rights of all others from a file.
     *
     * @param file a file that exists
     * @throws UnwritableKeyFileException if that is not possible, for example because it belongs to another user
     */
    public static void file(Path file) {
        Objects.requireNonNull(file, "file");
        try {
            if (hasModes(file)) {
                Files.setPosixFilePermissions(file, FILE);
            }
        } catch (IOException failed) {
            throw new UnwritableKeyFileException(
                    "%s cannot be kept to its owner: check that it is yours (ls -l).".formatted(file));
        }
    }

    /**
     * Tells whether other users may read a file, or may do so after changing it.
     *
     * @param file a file
     * @return whether its mode gives others a right to it; false if there is no such file, or no mode
     */
    public static boolean isOpenToOthers(Path file) {
        Objects.requireNonNull(file, "file");
        try {
            if (!hasModes(file)) {
                return false;
            }
            var rights = EnumSet.copyOf(Files.getPosixFilePermissions(file));
            rights.removeAll(DIRECTORY);
            return !rights.isEmpty();
        } catch (IOException | IllegalArgumentException unknown) {
            return false;
        }
    }

    /**
     * Writes a file for its owner only, as a whole: whoever reads it sees the old bytes or the new ones.
     *
     * @param file where; its directory has to exist
     * @param bytes what
     * @throws UnwritableKeyFileException if it cannot be written
     */
    public static void write(Path file, byte[] bytes) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(bytes, "bytes");
        replace(file, bytes, FILE);
    }

    /**
     * Writes a file that everybody may read and its owner may write (0644), as a whole; for public keys.
     *
     * @param file where; its directory has to exist
     * @param bytes what
     * @throws UnwritableKeyFileException if it cannot be written
     */
    public static void writePublic(Path file, byte[] bytes) {
        Objects.requireNonNull(file, "file");
        Objects.requireNonNull(bytes, "bytes");
        replace(file, bytes, READABLE_BY_ALL);
    }

    private static void replace(Path file, byte[] bytes, Set<PosixFilePermission> mode) {
        var target = file.toAbsolutePath();
        var draft = target.resolveSibling(".penstock-" + UUID.randomUUID());
        try {
            Files.createFile(draft, attributes(target.getParent(), FILE));
            try {
                Files.write(draft, bytes);
                if (hasModes(draft)) {
                    Files.setPosixFilePermissions(draft, mode);
                }
                move(draft, target);
            } finally {
                Files.deleteIfExists(draft);
            }
        } catch (IOException failed) {
            throw new UnwritableKeyFileException(
                    "%s cannot be written: check that its directory may be written to and has space left (df, ls -ld)."
                            .formatted(file));
        }
    }

    private static void move(Path draft, Path target) throws IOException {
        try {
            Files.move(draft, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (AtomicMoveNotSupportedException notHere) {
            Files.move(draft, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static FileAttribute<?>[] attributes(@Nullable Path parent, Set<PosixFilePermission> mode) {
        return parent != null && hasModes(parent)
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(mode)}
                : new FileAttribute<?>[0];
    }

    private static boolean hasModes(Path file) {
        return Files.getFileAttributeView(file, PosixFileAttributeView.class) != null;
    }
}
