package dev.penstock.crypto.internal;

import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A passphrase that may be missing, and the bytes of it, which the caller wipes. */
final class Passphrase {

    private Passphrase() {}

    /** Asked for last, so that a cipher that is not supported is named before anybody looks for a passphrase. */
    static char[] needed(char @Nullable [] passphrase) {
        if (passphrase == null || passphrase.length == 0) {
            throw Refusals.passphraseMissing();
        }
        return passphrase;
    }

    static byte[] utf8(char[] passphrase) {
        var buffer = StandardCharsets.UTF_8.encode(CharBuffer.wrap(passphrase));
        try {
            var bytes = new byte[buffer.remaining()];
            buffer.get(bytes);
            return bytes;
        } finally {
            Arrays.fill(buffer.array(), (byte) 0);
        }
    }
}
