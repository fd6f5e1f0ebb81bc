package dev.penstock.endpoint;

import dev.penstock.FlowToken;
import dev.penstock.event.AnswerShape;
import dev.penstock.internal.Hex;
import dev.penstock.internal.HmacSha256;
import dev.penstock.internal.LosslessUtf8;
import java.nio.ByteBuffer;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;

/**
 * The shape of the last answers that one endpoint gave, by a keyed hash of the flow token: enough to say which answer
 * was at fault when a phone reports an error, and nothing that anybody typed. The key is random and goes with the
 * endpoint. Thread-safe.
 */
final class RecentAnswers {

    private static final int HASH_BYTES = 8;
    private static final int KEY_BYTES = 32;
    private static final int ANSWERS_OF_ONE = 4;
    /** Of all endpoints together, at about half a kilobyte each. */
    private static final int MAX_TOKENS = 10_000;

    private static final Map<Long, Deque<AnswerShape>> OF_PROCESS = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Long, Deque<AnswerShape>> eldest) {
            return size() > MAX_TOKENS;
        }
    };

    private final SecretKey key;

    RecentAnswers() {
        var random = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(random);
        this.key = new SecretKeySpec(random, "HmacSHA256");
    }

    /** What stands for a token in events and logs; nothing for one that tells nobody apart. */
    Optional<String> hash(FlowToken token) {
        return token.isPresent() ? Optional.of(Hex.encode(mac(token), HASH_BYTES)) : Optional.empty();
    }

    void add(FlowToken token, AnswerShape shape) {
        if (!token.isPresent()) {
            return;
        }
        var hash = number(token);
        synchronized (OF_PROCESS) {
            var shapes = OF_PROCESS.computeIfAbsent(hash, fresh -> new ArrayDeque<>(ANSWERS_OF_ONE));
            if (shapes.size() == ANSWERS_OF_ONE) {
                shapes.removeLast();
            }
            shapes.addFirst(shape);
        }
    }

    /** The last answer that has to do with the screen; the last one if none has. */
    Optional<AnswerShape> lastOf(FlowToken token, Optional<String> screen) {
        if (!token.isPresent()) {
            return Optional.empty();
        }
        var hash = number(token);
        synchronized (OF_PROCESS) {
            var shapes = OF_PROCESS.getOrDefault(hash, new ArrayDeque<>());
            return shapes.stream()
                    .filter(shape -> screen.isPresent()
                            && (shape.from().equals(screen) || shape.to().equals(screen)))
                    .findFirst()
                    .or(() -> Optional.ofNullable(shapes.peekFirst()));
        }
    }

    private Long number(FlowToken token) {
        return ByteBuffer.wrap(mac(token)).getLong();
    }

    private byte[] mac(FlowToken token) {
        return HmacSha256.of(key, LosslessUtf8.encode(token.value()));
    }
}
