package dev.penstock.gateway.config;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.TreeSet;

/**
 * One sum over the contents of files, by which a change is seen on every file system, symbolic links of volumes
 * included.
 */
final class FileSums {

    private static final int MAX_BYTES = 16 * 1_024 * 1_024;

    private FileSums() {}

    static String of(Collection<Path> files) {
        var sum = sha256();
        for (var file : new TreeSet<>(files)) {
            sum.update(file.toString().getBytes(StandardCharsets.UTF_8));
            sum.update(content(file));
        }
        return HexFormat.of().formatHex(sum.digest());
    }

    /** A digest of its content; of nothing where it cannot be read. */
    private static byte[] content(Path file) {
        try (var in = Files.newInputStream(file)) {
            var bytes = in.readNBytes(MAX_BYTES);
            var digest = sha256().digest(bytes);
            Arrays.fill(bytes, (byte) 0);
            return digest;
        } catch (IOException unreadable) {
            return new byte[1];
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
