package dev.penstock.crypto.internal;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** A passphrase that may be missing, and the two forms in which the schemes want it as bytes. The caller wipes them. */
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

    /** Two bytes for each character and two zeros at the end, as PKCS#12 wants it (RFC 7292, B.1). */
    static byte[] utf16WithEnd(char[] passphrase) {
        var bytes = new byte[passphrase.length * 2 + 2];
        ByteBuffer.wrap(bytes).asCharBuffer().put(passphrase);
        return bytes;
    }
}
