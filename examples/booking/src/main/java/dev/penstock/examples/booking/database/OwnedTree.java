package dev.penstock.examples.booking.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Comparator;
import java.util.List;
import java.util.Set;

/** A directory with all that is in it; symbolic links are not followed. */
final class OwnedTree {

    static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    static final Set<PosixFilePermission> PROGRAM = DIRECTORY;
    static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private OwnedTree() {}

    static void delete(Path root) throws IOException {
        if (Files.exists(root, LinkOption.NOFOLLOW_LINKS)) {
            for (var path : paths(root).reversed()) {
                Files.deleteIfExists(path);
            }
        }
    }

    /** The root first, and each directory before what is in it. */
    static List<Path> paths(Path root) throws IOException {
        try (var paths = Files.walk(root)) {
            return paths.sorted(Comparator.comparing(Path::toString)).toList();
        }
    }
}
