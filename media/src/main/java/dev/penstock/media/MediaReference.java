package dev.penstock.media;

import dev.penstock.internal.StrictBase64;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a picker sends of one file: where it is, and what opens it (docs/reference/protocol.md, section 9.1). Checked
 * for shape only. It holds keys, so its text shows nothing.
 */
final class MediaReference {

    private static final int MAX_URL = 4_096;
    private static final int IV = 16;
    private static final int KEY = 32;
    private static final int HASH = 32;

    /** Meta says a UUID; anything that can stand in an answer without harm will do. */
    private static final Pattern ID = Pattern.compile("[A-Za-z0-9_-]{1,64}");

    private final String mediaId;
    private final URI source;
    private final String fileName;
    private final byte[] encryptedHash;
    private final byte[] iv;
    private final byte[] encryptionKey;
    private final byte[] hmacKey;
    private final byte[] plaintextHash;

    private MediaReference(String mediaId, URI source, String fileName, Map<?, ?> metadata) {
        this.mediaId = mediaId;
        this.source = source;
        this.fileName = fileName;
        this.encryptedHash = bytes(metadata, "encrypted_hash", HASH);
        this.iv = bytes(metadata, "iv", IV);
        this.encryptionKey = bytes(metadata, "encryption_key", KEY);
        this.hmacKey = bytes(metadata, "hmac_key", KEY);
        this.plaintextHash = bytes(metadata, "plaintext_hash", HASH);
    }

    /** The file's ID, if there is a usable one, whatever else is wrong. */
    static Optional<String> idOf(@Nullable Object sent) {
        return sent instanceof Map<?, ?> fields
                        && fields.get("media_id") instanceof String id
                        && ID.matcher(id).matches()
                ? Optional.of(id)
                : Optional.empty();
    }

    /** Empty if anything is missing or has another form than documented. */
    static Optional<MediaReference> parse(@Nullable Object sent) {
        var id = idOf(sent);
        if (id.isEmpty()
                || !(sent instanceof Map<?, ?> fields)
                || !(fields.get("cdn_url") instanceof String url)
                || !(fields.get("encryption_metadata") instanceof Map<?, ?> metadata)
                || url.length() > MAX_URL) {
            return Optional.empty();
        }
        try {
            var name = fields.get("file_name") instanceof String text ? text : "";
            return Optional.of(new MediaReference(id.get(), new URI(url), name, metadata));
        } catch (URISyntaxException | MisshapenField unusable) {
            return Optional.empty();
        }
    }

    /** Carries nothing: what was sent may not be repeated anywhere. */
    private static final class MisshapenField extends RuntimeException {}

    private static byte[] bytes(Map<?, ?> metadata, String name, int length) {
        return (metadata.get(name) instanceof String text ? StrictBase64.decode(text) : Optional.<byte[]>empty())
                .filter(bytes -> bytes.length == length)
                .orElseThrow(MisshapenField::new);
    }

    String mediaId() {
        return mediaId;
    }

    URI source() {
        return source;
    }

    String fileName() {
        return fileName;
    }

    byte[] encryptedHash() {
        return encryptedHash;
    }

    byte[] iv() {
        return iv;
    }

    byte[] encryptionKey() {
        return encryptionKey;
    }

    byte[] hmacKey() {
        return hmacKey;
    }

    byte[] plaintextHash() {
        return plaintextHash;
    }

    @Override
    public String toString() {
        return "MediaReference[hidden]";
    }
}
