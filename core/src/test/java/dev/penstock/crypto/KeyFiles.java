package dev.penstock.crypto;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.math.BigInteger;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.Objects;

/** The key files among the test resources: one RSA-2048 key in every wrapping, and some that have to be refused. */
final class KeyFiles {

    static final String PASSPHRASE = "correct-horse";

    private KeyFiles() {}

    static Path path(String name) {
        try {
            return Path.of(Objects.requireNonNull(KeyFiles.class.getResource("/flows/keys/" + name))
                    .toURI());
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    static String text(String name) {
        try {
            return Files.readString(path(name));
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** All files, sorted by name. */
    static List<String> all() {
        try (var files = Files.list(path("pkcs8.pem").resolveSibling(""))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /** The files that hold the key of the envelope in a wrapping that is read. */
    static List<String> usable() {
        return all().stream()
                .filter(name -> name.startsWith("pkcs") && !name.equals("pkcs8-scrypt.pem"))
                .toList();
    }

    static boolean isEncrypted(String name) {
        return text(name).contains("ENCRYPTED");
    }

    /** The bytes of the first block without headers. */
    static byte[] der(String name) {
        var body = text(name).replaceAll("(?s)^.*?-----BEGIN [A-Z ]+-----|-----END.*$", "");
        return Base64.getMimeDecoder().decode(body);
    }

    static String pem(String label, byte[] der) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        label,
                        Base64.getMimeEncoder(64, "\n".getBytes(StandardCharsets.US_ASCII))
                                .encodeToString(der),
                        label);
    }

    /** The modulus as the public file has it, read by the JDK and not by us. */
    static BigInteger modulus() {
        try {
            var spec = new X509EncodedKeySpec(der("public.pem"));
            var key = KeyFactory.getInstance("RSA").generatePublic(spec);
            return ((RSAPublicKey) key).getModulus();
        } catch (GeneralSecurityException failed) {
            throw new IllegalStateException(failed);
        }
    }
}
