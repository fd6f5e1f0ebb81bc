package dev.penstock.crypto.internal;

import dev.penstock.crypto.UnusableKeyException;
import java.math.BigInteger;
import java.util.Arrays;

/**
 * Reads DER one element after the other, and nothing but DER: definite and shortest lengths, shortest integers, no
 * element beyond the end of its parent. Anything else is refused as damaged.
 */
final class DerReader {

    static final int INTEGER = 0x02;
    static final int BIT_STRING = 0x03;
    static final int OCTET_STRING = 0x04;
    static final int NULL = 0x05;
    static final int OBJECT_IDENTIFIER = 0x06;
    static final int SEQUENCE = 0x30;
    static final int CONTEXT_0 = 0xa0;

    private static final int MAX_IDENTIFIER_BYTES = 32;

    private final byte[] bytes;
    private final int end;
    private int position;

    DerReader(byte[] bytes) {
        this(bytes, 0, bytes.length);
    }

    private DerReader(byte[] bytes, int from, int end) {
        this.bytes = bytes;
        this.position = from;
        this.end = end;
    }

    /** Whether the bytes are exactly one sequence by tag and length, which decrypted garbage never is. */
    static boolean isOneSequence(byte[] bytes) {
        try {
            var reader = new DerReader(bytes);
            reader.sequence();
            return reader.atEnd();
        } catch (UnusableKeyException malformed) {
            return false;
        }
    }

    boolean atEnd() {
        return position == end;
    }

    /** Refuses what comes behind the last element. */
    void expectEnd() {
        if (!atEnd()) {
            throw Refusals.damaged();
        }
    }

    boolean nextIs(int tag) {
        return position < end && (bytes[position] & 0xff) == tag;
    }

    DerReader sequence() {
        return element(SEQUENCE);
    }

    /** A number that is zero or more; no key and no parameter has a negative one. */
    BigInteger integer() {
        var content = element(INTEGER);
        int length = content.end - content.position;
        if (length == 0 || content.at(0) < 0 || (length > 1 && content.at(0) == 0 && content.at(1) >= 0)) {
            throw Refusals.damaged();
        }
        return new BigInteger(bytes, content.position, length);
    }

    byte[] octets() {
        return element(OCTET_STRING).rest();
    }

    /** The bytes of a bit string that has whole bytes. */
    byte[] bits() {
        var content = element(BIT_STRING);
        if (content.atEnd() || content.at(0) != 0) {
            throw Refusals.damaged();
        }
        content.position++;
        return content.rest();
    }

    void nullValue() {
        element(NULL).expectEnd();
    }

    /** An object identifier with dots. */
    String identifier() {
        var content = element(OBJECT_IDENTIFIER);
        int length = content.end - content.position;
        if (length == 0 || length > MAX_IDENTIFIER_BYTES || content.at(length - 1) < 0) {
            throw Refusals.damaged();
        }
        var text = new StringBuilder();
        var arc = BigInteger.ZERO;
        for (int i = 0; i < length; i++) {
            arc = arc.shiftLeft(7).or(BigInteger.valueOf(content.at(i) & 0x7f));
            if (content.at(i) >= 0) {
                append(text, arc);
                arc = BigInteger.ZERO;
            }
        }
        return text.toString();
    }

    private static void append(StringBuilder text, BigInteger arc) {
        if (!text.isEmpty()) {
            text.append('.').append(arc);
            return;
        }
        // The first number holds two: 40 times the first arc (0 to 2) plus the second.
        int first = arc.min(BigInteger.valueOf(80)).intValue() / 40;
        text.append(first).append('.').append(arc.subtract(BigInteger.valueOf(40L * first)));
    }

    /** Steps over the next element, whatever it is. */
    void skip() {
        if (atEnd()) {
            throw Refusals.damaged();
        }
        element(bytes[position] & 0xff);
    }

    private DerReader element(int tag) {
        if (!nextIs(tag)) {
            throw Refusals.damaged();
        }
        position++;
        int length = length();
        if (length > end - position) {
            throw Refusals.damaged();
        }
        var content = new DerReader(bytes, position, position + length);
        position += length;
        return content;
    }

    private int length() {
        int first = next();
        if (first < 0x80) {
            return first;
        }
        int count = first & 0x7f;
        if (count == 0 || count > 3) {
            throw Refusals.damaged();
        }
        int length = 0;
        for (int i = 0; i < count; i++) {
            length = (length << 8) | next();
        }
        int shortest = length < 0x80 ? 0 : length < 0x100 ? 1 : length < 0x10000 ? 2 : 3;
        if (count != shortest) {
            throw Refusals.damaged();
        }
        return length;
    }

    private int next() {
        if (atEnd()) {
            throw Refusals.damaged();
        }
        return bytes[position++] & 0xff;
    }

    private byte at(int offset) {
        return bytes[position + offset];
    }

    private byte[] rest() {
        return Arrays.copyOfRange(bytes, position, end);
    }
}
