package dev.penstock.redis;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.penstock.internal.SealedRow;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import java.nio.ByteBuffer;
import java.util.HexFormat;
import java.util.UUID;

/**
 * Where the answer to an id is, and what stands there: a claim, an answer that is kept, or one for those who wait.
 *
 * <p>A claim is the letter c and who claims it. An answer is the letter k or w, its status in four bytes, and its
 * sealed bytes.
 */
record AnswerKey(SealedRow row, byte[] name) {

    private static final byte CLAIM = 'c';
    private static final byte KEPT = 'k';
    private static final byte FOR_WAITERS = 'w';
    private static final int CLAIM_BYTES = 1 + 2 * Long.BYTES;
    private static final int HEAD_BYTES = 1 + Integer.BYTES;

    static AnswerKey of(ReplayId id) {
        var row = SealedRow.of("answer", id.hex());
        var name = "penstock:answer:" + HexFormat.of().formatHex(row.id());
        return new AnswerKey(row, name.getBytes(US_ASCII));
    }

    static byte[] newClaim() {
        var claimant = UUID.randomUUID();
        return ByteBuffer.allocate(CLAIM_BYTES)
                .put(CLAIM)
                .putLong(claimant.getMostSignificantBits())
                .putLong(claimant.getLeastSignificantBits())
                .array();
    }

    static boolean isClaim(byte[] value) {
        return value.length == CLAIM_BYTES && value[0] == CLAIM;
    }

    static boolean isKept(byte[] value) {
        return value.length > 0 && value[0] == KEPT;
    }

    byte[] value(GuardedAnswer answer) {
        var sealed = row.seal(answer.body());
        return ByteBuffer.allocate(HEAD_BYTES + sealed.length)
                .put(answer.isKept() ? KEPT : FOR_WAITERS)
                .putInt(answer.status())
                .put(sealed)
                .array();
    }

    GuardedAnswer answer(byte[] value) {
        if (value.length < HEAD_BYTES || (value[0] != KEPT && value[0] != FOR_WAITERS)) {
            throw changed();
        }
        var buffer = ByteBuffer.wrap(value);
        boolean isKept = buffer.get() == KEPT;
        int status = buffer.getInt();
        var sealed = new byte[buffer.remaining()];
        buffer.get(sealed);
        return new GuardedAnswer(status, row.open(sealed).orElseThrow(AnswerKey::changed), isKept);
    }

    private static ReplayGuardException changed() {
        return new ReplayGuardException("An answer in Redis was changed.");
    }
}
