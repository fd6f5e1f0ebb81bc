package dev.penstock.replay;

import dev.penstock.internal.Hex;
import dev.penstock.internal.Sha256;
import java.nio.charset.StandardCharsets;

/**
 * What is answered once: a hash, which says nothing of the contents.
 *
 * @param hex 64 hexadecimal digits
 */
public record ReplayId(String hex) {

    /** How many bytes the digits stand for. */
    static final int BYTES = 32;

    /**
     * Checks the digits.
     *
     * @throws IllegalArgumentException if there are not 64 hexadecimal digits
     */
    public ReplayId {
        if (hex.length() != 2 * BYTES || Hex.decode(hex, 0).isEmpty()) {
            throw new IllegalArgumentException(
                    "A replay id has %d hexadecimal digits: make it with ReplayId.of.".formatted(2 * BYTES));
        }
    }

    /**
     * Derives an id.
     *
     * @param scope what kind of thing is identified, so that ids of different kinds never meet
     * @param parts what makes it the same thing; their order and lengths count
     * @return the id
     */
    public static ReplayId of(String scope, byte[]... parts) {
        var framed = new byte[parts.length * 2 + 1][];
        framed[0] = (scope + "\0" + parts.length).getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < parts.length; i++) {
            framed[2 * i + 1] = ("\0" + parts[i].length + "\0").getBytes(StandardCharsets.US_ASCII);
            framed[2 * i + 2] = parts[i];
        }
        return new ReplayId(Hex.encode(Sha256.of(framed), BYTES));
    }

    byte[] bytes() {
        return Hex.decode(hex, 0).orElseThrow();
    }
}
