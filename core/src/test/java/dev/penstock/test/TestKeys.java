package dev.penstock.test;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;

/** Throw-away keys and a secret for tests. */
public final class TestKeys {

    public static final String APP_SECRET = "0123456789abcdef0123456789abcdef";

    public static final RSAPrivateCrtKey CURRENT = PrivateKeys.parse(resource("/flows/keys/pkcs8.pem"));
    public static final BusinessPublicKey CURRENT_PUBLIC = BusinessPublicKey.of(CURRENT);
    public static final Keyset KEYSET = Keyset.of(CURRENT);

    private TestKeys() {}

    public static String resource(String name) {
        try (var file = TestKeys.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
