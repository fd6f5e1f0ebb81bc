package dev.penstock.kafka;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.penstock.gateway.event.OutgoingEvent;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * The key of a record: the SHA-256 of the flow token in hexadecimal digits, so that whoever issued the token finds its
 * records, and nobody learns it from them. An event without one has the hash of its message, its Flow, or its own id.
 */
final class RecordKey {

    private static final List<String> WHAT_IT_IS_ABOUT = List.of("flow_token", "message_id", "flow_id", "flow");

    private RecordKey() {}

    static byte[] of(OutgoingEvent event) {
        for (var name : WHAT_IT_IS_ABOUT) {
            if (event.data().get(name) instanceof String text) {
                return hash(text);
            }
        }
        return hash(event.id());
    }

    private static byte[] hash(String text) {
        try {
            var hash = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
            return HexFormat.of().formatHex(hash).getBytes(US_ASCII);
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java platform has SHA-256.", impossible);
        }
    }
}
