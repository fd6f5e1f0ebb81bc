package dev.penstock.simulator.phone;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A file that was chosen in a media picker, encrypted and waiting where the endpoint can fetch it
 * (docs/reference/protocol.md, section 9.1). Immutable. Its text shows neither name nor keys.
 *
 * @param mediaId its ID, a UUID
 * @param cdnUrl where the encrypted file can be fetched
 * @param fileName the name the person's device gave it
 * @param mimeType its type as the device said
 * @param size its size in bytes, before encryption
 * @param encryptedHash SHA-256 of the encrypted file, Base64
 * @param iv the initialization vector of AES-256-CBC, 16 bytes, Base64
 * @param encryptionKey the AES key, 32 bytes, Base64
 * @param hmacKey the key of HMAC-SHA256, 32 bytes, Base64
 * @param plaintextHash SHA-256 of the file, Base64
 */
public record PickedFile(
        String mediaId,
        String cdnUrl,
        String fileName,
        String mimeType,
        long size,
        String encryptedHash,
        String iv,
        String encryptionKey,
        String hmacKey,
        String plaintextHash) {

    /**
     * {@return what the endpoint gets in a data exchange request: one item of the list that is the value of the picker}
     */
    public Map<String, Object> forEndpoint() {
        Map<String, Object> keys = new LinkedHashMap<>();
        keys.put("encrypted_hash", encryptedHash);
        keys.put("iv", iv);
        keys.put("encryption_key", encryptionKey);
        keys.put("hmac_key", hmacKey);
        keys.put("plaintext_hash", plaintextHash);
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("media_id", mediaId);
        file.put("cdn_url", cdnUrl);
        file.put("file_name", fileName);
        file.put("encryption_metadata", keys);
        return file;
    }

    /**
     * {@return what the business gets in the response of a completed Flow (docs/reference/protocol.md, section 9.2)}
     */
    Map<String, Object> forResponse() {
        Map<String, Object> file = new LinkedHashMap<>();
        file.put("file_name", fileName);
        file.put("mime_type", mimeType);
        file.put("sha256", plaintextHash);
        file.put("id", mediaId);
        return file;
    }

    @Override
    public String toString() {
        return "PickedFile[mediaId=" + mediaId + ", size=" + size + "]";
    }
}
