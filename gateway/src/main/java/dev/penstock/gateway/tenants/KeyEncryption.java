package dev.penstock.gateway.tenants;

/**
 * Seals what is secret about a tenant before it goes into the database, and opens it again. {@link LocalKeyEncryption}
 * does so with a key in this process; implement it to have a key management service do it.
 *
 * <p>Implementations are thread-safe. They may block; they are asked when a tenant is loaded or written, not for each
 * request.
 */
public interface KeyEncryption {

    /** {@return the id of the key with which is sealed now; it is kept beside what was sealed} */
    String keyId();

    /**
     * Seals bytes with the current key. Never twice with the same nonce.
     *
     * @param clear the bytes
     * @param belongsTo what the bytes belong to; they open for nothing else
     * @return the sealed bytes
     */
    byte[] seal(byte[] clear, byte[] belongsTo);

    /**
     * Opens sealed bytes.
     *
     * @param keyId with which key they were sealed
     * @param sealed the sealed bytes
     * @param belongsTo what they belong to
     * @return the clear bytes
     * @throws KeyEncryptionException if the key is not known, or they were not sealed like this
     */
    byte[] open(String keyId, byte[] sealed, byte[] belongsTo);
}
