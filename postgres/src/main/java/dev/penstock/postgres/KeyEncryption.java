package dev.penstock.postgres;

/**
 * Seals what goes into the database and that nobody may read there, such as the secrets of a tenant or fields of an
 * answer, and opens it again. {@link LocalKeyEncryption} does so with a key in this process; implement it to have a key
 * management service do it.
 *
 * <p>Implementations are thread-safe. They may block; they are asked when a tenant is loaded or written and when an
 * answer is kept or read, never while a person waits for a screen.
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
