package dev.penstock.examples.booking.database;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * One sum over a directory of programs: the names, contents and rights of all files, and where links lead. The sums
 * that are right for the library on the class path are in {@code programs.sums}; on a platform that has none there,
 * programs are unpacked anew each time.
 */
final class ProgramSum {

    private static final String KNOWN = "programs.sums";

    private ProgramSum() {}

    /** Whether the directory holds exactly what we unpack. */
    static boolean isKnown(Path root) throws IOException {
        return Files.isDirectory(root, LinkOption.NOFOLLOW_LINKS) && of(root).equals(knownHere());
    }

    /** The sum for this platform; empty if none is known. */
    static String knownHere() {
        var platform = System.getProperty("os.name") + " " + System.getProperty("os.arch") + " ";
        return known().lines()
                .filter(line -> line.startsWith(platform))
                .map(line -> line.substring(platform.length()))
                .findFirst()
                .orElse("");
    }

    /** A line for each platform: operating system and processor as Java calls them, and the sum. */
    private static String known() {
        try (var in = ProgramSum.class.getResourceAsStream(KNOWN)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + KNOWN + " is missing.");
            }
            return new String(in.readAllBytes(), StandardCharsets.US_ASCII);
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The resource " + KNOWN + " cannot be read.", unreadable);
        }
    }

    static String of(Path root) throws IOException {
        var sum = sha256();
        var buffer = new byte[1 << 16];
        for (var path : OwnedTree.paths(root)) {
            var rights = Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS);
            if (Files.isSymbolicLink(path)) {
                add(sum, root, path, "link", Files.readSymbolicLink(path).toString());
            } else if (Files.isDirectory(path, LinkOption.NOFOLLOW_LINKS)) {
                add(sum, root, path, "directory", String.valueOf(rights.equals(OwnedTree.DIRECTORY)));
            } else {
                add(
                        sum,
                        root,
                        path,
                        rights.equals(OwnedTree.PROGRAM) ? "program" : "file",
                        String.valueOf(rights.equals(OwnedTree.PROGRAM) || rights.equals(OwnedTree.FILE)));
                add(sum, String.valueOf(Files.size(path)));
                try (var in = Files.newInputStream(path)) {
                    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                        sum.update(buffer, 0, n);
                    }
                }
            }
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    private static void add(MessageDigest sum, Path root, Path path, String kind, String more) {
        add(sum, root.relativize(path).toString());
        add(sum, kind);
        add(sum, more);
    }

    private static void add(MessageDigest sum, String text) {
        sum.update((text + "\0").getBytes(StandardCharsets.UTF_8));
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
