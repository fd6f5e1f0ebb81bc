package dev.penstock.examples.booking.database;

import dev.penstock.crypto.OwnerOnly;
import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import java.util.UUID;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.tukaani.xz.XZInputStream;

/**
 * The programs of PostgreSQL, unpacked from the library on the class path into a directory of our own, where no other
 * user can put or change one. They are only run if all of them together have the sum that is known for that library;
 * otherwise they are unpacked anew.
 */
final class PostgresPrograms {

    private static final String DIRECTORY = "programs";

    private final Path directory;

    private PostgresPrograms(Path directory) {
        this.directory = directory;
    }

    /**
     * Those under a directory that is its owner's only; unpacks them if they are not there, or not what they should be.
     */
    static PostgresPrograms under(Path home) throws IOException {
        var programs = home.resolve(DIRECTORY);
        if (!ProgramSum.isKnown(programs)) {
            unpack(home, programs);
        }
        return new PostgresPrograms(programs);
    }

    Path program(String name) {
        return directory.resolve("bin").resolve(name).toAbsolutePath();
    }

    private static void unpack(Path home, Path programs) throws IOException {
        var draft = home.resolve("." + DIRECTORY + "-" + UUID.randomUUID());
        OwnerOnly.directory(draft);
        try (var archive = archive();
                var tar = new TarArchiveInputStream(new XZInputStream(new BufferedInputStream(archive)))) {
            for (var entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                unpack(tar, entry, draft);
            }
        }
        OwnedTree.delete(programs);
        Files.move(draft, programs, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void unpack(TarArchiveInputStream tar, TarArchiveEntry entry, Path draft) throws IOException {
        var target = draft.resolve(entry.getName()).normalize();
        if (!target.startsWith(draft)) {
            throw new IOException("the archive of PostgreSQL has a file that leads out of it");
        }
        var directory = entry.isDirectory() ? target : target.getParent();
        Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OwnedTree.DIRECTORY));
        if (entry.isSymbolicLink()) {
            Files.createSymbolicLink(target, Path.of(entry.getLinkName()));
        } else if (entry.isFile()) {
            boolean isProgram = (entry.getMode() & 0111) != 0;
            Files.createFile(
                    target, PosixFilePermissions.asFileAttribute(isProgram ? OwnedTree.PROGRAM : OwnedTree.FILE));
            try (var out = Files.newOutputStream(target)) {
                tar.transferTo(out);
            }
        }
    }

    private static InputStream archive() throws IOException {
        var os = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        var system = os.startsWith("mac") ? "Darwin" : os.startsWith("win") ? "Windows" : "Linux";
        var processor = System.getProperty("os.arch", "");
        try {
            return DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, processor);
        } catch (IllegalStateException none) {
            throw new IOException(
                    "there are no programs of PostgreSQL for %s on %s".formatted(system, processor), none);
        }
    }
}
