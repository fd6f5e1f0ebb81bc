package dev.penstock.crypto.internal;

import java.math.BigInteger;
import java.util.Arrays;

/**
 * Writes DER, each element as an array of its own. Every array that is put into another is wiped thereby, since it may
 * be secret; what is needed afterwards has to be given as a copy.
 */
final class DerWriter {

    private DerWriter() {}

    static byte[] sequence(byte[]... elements) {
        return element(DerReader.SEQUENCE, elements);
    }

    static byte[] integer(BigInteger value) {
        return element(DerReader.INTEGER, value.toByteArray());
    }

    static byte[] octets(byte[] content) {
        return element(DerReader.OCTET_STRING, content);
    }

    static byte[] nullValue() {
        return element(DerReader.NULL);
    }

    static byte[] identifier(String dotted) {
        var arcs = Arrays.stream(dotted.split("\\.", -1))
                .mapToInt(Integer::parseInt)
                .toArray();
        byte[] content = base128(arcs[0] * 40 + arcs[1]);
        for (int i = 2; i < arcs.length; i++) {
            content = concatenate(content, base128(arcs[i]));
        }
        return element(DerReader.OBJECT_IDENTIFIER, content);
    }

    private static byte[] base128(int arc) {
        int count = Math.max(1, (32 - Integer.numberOfLeadingZeros(arc) + 6) / 7);
        var bytes = new byte[count];
        for (int i = 0; i < count; i++) {
            int group = (arc >>> (7 * (count - 1 - i))) & 0x7f;
            bytes[i] = (byte) (i < count - 1 ? group | 0x80 : group);
        }
        return bytes;
    }

    private static byte[] element(int tag, byte[]... parts) {
        var content = concatenate(parts);
        return concatenate(header(tag, content.length), content);
    }

    private static byte[] header(int tag, int length) {
        if (length < 0x80) {
            return new byte[] {(byte) tag, (byte) length};
        }
        if (length < 0x100) {
            return new byte[] {(byte) tag, (byte) 0x81, (byte) length};
        }
        return new byte[] {(byte) tag, (byte) 0x82, (byte) (length >> 8), (byte) length};
    }

    private static byte[] concatenate(byte[]... parts) {
        var all = new byte[Arrays.stream(parts).mapToInt(part -> part.length).sum()];
        int position = 0;
        for (var part : parts) {
            System.arraycopy(part, 0, all, position, part.length);
            position += part.length;
            Arrays.fill(part, (byte) 0);
        }
        return all;
    }
}
