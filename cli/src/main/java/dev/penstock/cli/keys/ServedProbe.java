package dev.penstock.cli.keys;

import dev.penstock.FlowToken;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.keyring.KeyServing;
import dev.penstock.keyring.ReloadingKeyset;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.time.Duration;

/**
 * Asks an endpoint whether it answers under a key: health checks over a connection of their own each, so that a load
 * balancer spreads them, and for longer than a server may take to look at its key ring.
 */
final class ServedProbe implements KeyServing {

    private static final int PROBES = 12;
    private static final Duration PAUSE =
            ReloadingKeyset.INTERVAL.multipliedBy(2).dividedBy(PROBES);
    private static final Duration LIMIT = Duration.ofSeconds(10);

    private final URI endpoint;
    private final AppSecrets secrets;

    ServedProbe(URI endpoint, AppSecrets secrets) {
        this.endpoint = endpoint;
        this.secrets = secrets;
    }

    @Override
    public boolean isServed(BusinessPublicKey key) {
        for (int i = 0; i < PROBES; i++) {
            if (!isAnswered(key)) {
                return false;
            }
            try {
                Thread.sleep(PAUSE);
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return false;
            }
        }
        return true;
    }

    private boolean isAnswered(BusinessPublicKey key) {
        try (var line = EncryptingLine.to(endpoint, key)
                .signedBy(RequestSignature.of(secrets))
                .open()) {
            var exchange = FlowClient.over(line, FlowToken.UNUSED)
                    .timeout(LIMIT)
                    .build()
                    .ping();
            return exchange.status() == 200 && exchange.outcome() instanceof Exchange.Answered;
        }
    }
}
