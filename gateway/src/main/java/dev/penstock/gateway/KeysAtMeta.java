package dev.penstock.gateway;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.graph.keys.StoredKey;
import dev.penstock.metrics.KeyStatus;
import java.util.Collection;
import java.util.Optional;

/** What to think of a key at Meta, against those with which requests are opened here. */
final class KeysAtMeta {

    private KeysAtMeta() {}

    /** A key that is exchanged just now may still be at Meta, so an earlier one is right as long as it is served. */
    static KeyStatus status(Optional<StoredKey> stored, Collection<FlowEndpoint> endpoints) {
        var id = stored.filter(key -> !key.isPkcs1())
                .flatMap(StoredKey::publicKey)
                .map(BusinessPublicKey::id);
        boolean isServed = id.isPresent()
                && endpoints.stream()
                        .anyMatch(endpoint -> endpoint.keyset().ids().contains(id.get()));
        if (!isServed) {
            return KeyStatus.MISMATCH;
        }
        return switch (stored.orElseThrow().status()) {
            case VALID -> KeyStatus.VALID;
            case MISMATCH -> KeyStatus.MISMATCH;
            case UNKNOWN -> KeyStatus.UNKNOWN;
        };
    }
}
