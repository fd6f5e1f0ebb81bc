package dev.penstock.graph.keys;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphException;
import dev.penstock.graph.GraphRequest;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.internal.Fields;
import java.util.Map;
import java.util.Optional;

/**
 * The business public key of each phone number at Meta. A number has one key; an upload replaces it at once.
 * Thread-safe.
 *
 * <p>Source: Meta, "Flows Encryption" and "Business Encryption API".
 */
public final class BusinessKeys {

    private static final String EDGE = "/whatsapp_business_encryption";

    private final GraphClient client;

    private BusinessKeys(GraphClient client) {
        this.client = client;
    }

    /**
     * Works through a client.
     *
     * @param client the client
     * @return the keys of the numbers that its token may see
     */
    public static BusinessKeys of(GraphClient client) {
        return new BusinessKeys(client);
    }

    /**
     * Uploads a key as a form. Safe to repeat.
     *
     * @param number the number, which must be registered
     * @param key the key
     * @throws GraphException if Meta refuses
     */
    public void store(PhoneNumberId number, BusinessPublicKey key) {
        store(number, key, KeyEncoding.FORM);
    }

    /**
     * Uploads a key. Safe to repeat.
     *
     * @param number the number, which must be registered
     * @param key the key
     * @param encoding how
     * @throws GraphException if Meta refuses
     */
    public void store(PhoneNumberId number, BusinessPublicKey key, KeyEncoding encoding) {
        var fields = Map.of("business_public_key", key.pem());
        var request = GraphRequest.post(number + EDGE).repeatable();
        var answer = new Fields(client.call(
                switch (encoding) {
                    case FORM -> request.form(fields);
                    case MULTIPART -> request.multipart(fields);
                }));
        if (!answer.bool("success").orElse(false)) {
            throw GraphException.unreadable("Meta did not confirm that it stored the key of number " + number + ".");
        }
    }

    /**
     * Reads the key that Meta holds. Meta documents two shapes of the answer; both are read.
     *
     * @param number the number
     * @return the key; empty if there is none
     * @throws GraphException if Meta refuses
     */
    public Optional<StoredKey> read(PhoneNumberId number) {
        var answer = new Fields(client.call(GraphRequest.get(number + EDGE)));
        var object = answer.has("data") ? answer.objects("data").stream().findFirst() : Optional.of(answer);
        return object.flatMap(fields -> fields.text("business_public_key").map(text -> stored(text, fields)));
    }

    private static StoredKey stored(String text, Fields fields) {
        var status = fields.text("business_public_key_signature_status");
        return new StoredKey(text, SignatureStatus.parse(status.orElse("")), status);
    }
}
