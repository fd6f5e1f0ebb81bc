package dev.penstock.crypto;

import dev.penstock.MalformedRequestException;
import dev.penstock.internal.Sha256;
import dev.penstock.internal.StrictBase64;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.util.Map;
import java.util.Objects;

/**
 * A request as it comes over the wire: {@code {"encrypted_flow_data", "encrypted_aes_key", "initial_vector"}}, each
 * standard Base64 with padding. It cannot be read; {@link Keyset#open} makes an {@link OpenedRequest} of it.
 *
 * <p>Immutable and thread-safe. The arrays are not handed out.
 *
 * <p>Source: Meta, "Implementing Endpoint for Flows", request decryption.
 */
public final class EncryptedRequest {

    /** The largest clear text of a request or an answer, in bytes: 10 MB, the payload limit that Meta documents. */
    public static final int MAX_CLEAR_BYTES = 10 * 1024 * 1024;

    /** The largest body that can hold such a clear text, in bytes: Base64 of it, and room for the two small fields. */
    public static final int MAX_BODY_BYTES = (MAX_CLEAR_BYTES + 2) / 3 * 4 + 16_384;

    /** How many bytes an initialization vector has: 16, not the 12 that are usual elsewhere. */
    public static final int INITIAL_VECTOR_BYTES = 16;

    private final byte[] wrappedKey;
    private final byte[] initialVector;
    private final byte[] sealedData;

    private EncryptedRequest(byte[] wrappedKey, byte[] initialVector, byte[] sealedData) {
        this.wrappedKey = wrappedKey;
        this.initialVector = initialVector;
        this.sealedData = sealedData;
    }

    /**
     * Reads the body of a request. Unknown fields are ignored.
     *
     * <p>An {@code encrypted_aes_key} or {@code encrypted_flow_data} of a wrong length passes here and fails to open:
     * it is a matter of keys and ciphers, not of form.
     *
     * @param body the bytes as received, whose signature has been checked
     * @return the request
     * @throws MalformedRequestException if it is too large, is not strict JSON with the three fields in strict Base64,
     *     or the initialization vector has not {@value #INITIAL_VECTOR_BYTES} bytes
     */
    public static EncryptedRequest parse(byte[] body) {
        Objects.requireNonNull(body, "body");
        if (body.length > MAX_BODY_BYTES) {
            throw new MalformedRequestException(
                    "The body has %d bytes, more than the limit of %d.".formatted(body.length, MAX_BODY_BYTES));
        }
        Map<String, Object> fields;
        try {
            fields = StrictJson.readObject(body);
        } catch (JsonFormatException malformed) {
            throw new MalformedRequestException("The body is not a JSON object. " + malformed.getMessage());
        }
        var initialVector = bytes(fields, "initial_vector");
        if (initialVector.length != INITIAL_VECTOR_BYTES) {
            throw new MalformedRequestException(
                    "initial_vector has %d bytes instead of %d.".formatted(initialVector.length, INITIAL_VECTOR_BYTES));
        }
        return new EncryptedRequest(
                bytes(fields, "encrypted_aes_key"), initialVector, bytes(fields, "encrypted_flow_data"));
    }

    private static byte[] bytes(Map<String, Object> fields, String name) {
        if (!(fields.get(name) instanceof String text)) {
            throw new MalformedRequestException(
                    fields.containsKey(name) ? name + " is not a string." : name + " is missing.");
        }
        return StrictBase64.decode(text)
                .orElseThrow(() -> new MalformedRequestException(name + " is not strict Base64 with padding."));
    }

    /**
     * {@return the SHA-256 hash of the three fields} The same request has the same fingerprint however its JSON is laid
     * out; a fingerprint says nothing of the contents.
     */
    public byte[] fingerprint() {
        return Sha256.of(wrappedKey, initialVector, sealedData);
    }

    byte[] wrappedKey() {
        return wrappedKey;
    }

    byte[] initialVector() {
        return initialVector;
    }

    byte[] sealedData() {
        return sealedData;
    }

    @Override
    public String toString() {
        return "EncryptedRequest[%d bytes]".formatted(sealedData.length);
    }
}
