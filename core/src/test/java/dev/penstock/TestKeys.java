package dev.penstock;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPrivateCrtKey;

/** Throw-away keys and a secret for tests. */
final class TestKeys {

    static final String APP_SECRET = "0123456789abcdef0123456789abcdef";

    static final RSAPrivateCrtKey CURRENT = PrivateKeys.parse(resource("/flows/keys/pkcs8.pem"));
    static final BusinessPublicKey CURRENT_PUBLIC = BusinessPublicKey.of(CURRENT);
    static final Keyset KEYSET = Keyset.of(CURRENT);

    private TestKeys() {}

    static String resource(String name) {
        try (var file = TestKeys.class.getResourceAsStream(name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
