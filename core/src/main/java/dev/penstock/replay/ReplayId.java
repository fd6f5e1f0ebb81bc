package dev.penstock.replay;

import dev.penstock.internal.Hex;
import dev.penstock.internal.LosslessUtf8;
import dev.penstock.internal.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Objects;

/** What is answered once: a SHA-256 hash, which says nothing of the contents. Immutable and thread-safe. */
public final class ReplayId {

    /** How many bytes a hash has. */
    static final int BYTES = 32;

    private final byte[] hash;

    private ReplayId(byte[] hash) {
        this.hash = hash;
    }

    /**
     * Derives an id.
     *
     * @param scope what kind of thing is identified, so that ids of different kinds never meet
     * @param parts what makes it the same thing; their order and lengths count
     * @return the id
     */
    public static ReplayId of(String scope, byte[]... parts) {
        Objects.requireNonNull(scope, "scope");
        Objects.requireNonNull(parts, "parts");
        var framed = new byte[parts.length * 2 + 1][];
        framed[0] = LosslessUtf8.encode(scope + "\0" + parts.length);
        for (int i = 0; i < parts.length; i++) {
            framed[2 * i + 1] = ("\0" + parts[i].length + "\0").getBytes(StandardCharsets.US_ASCII);
            framed[2 * i + 2] = parts[i];
        }
        return new ReplayId(Sha256.of(framed));
    }

    /** {@return the hash as 64 hexadecimal digits, for stores} */
    public String hex() {
        return Hex.encode(hash, BYTES);
    }

    /** The hash; not to be changed. */
    byte[] bytes() {
        return hash;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof ReplayId that && Arrays.equals(hash, that.hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(hash);
    }

    @Override
    public String toString() {
        return "ReplayId[%s]".formatted(hex());
    }
}
