package dev.penstock.graph.keys;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.AccessToken;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.GraphFixture;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.KeyRotation;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that rotates, and ends without any ceremony at the step it was told: arguments are the directory, the URL
 * of the Graph API, the URL of the endpoint, and the step.
 */
final class RotationProcess {

    static final String PASSPHRASE = "a long passphrase";

    private static final int TRIES = 100;
    private static final Duration PAUSE = Duration.ofMillis(100);

    private RotationProcess() {}

    public static void main(String[] arguments) {
        try (var client = GraphClient.builder(AccessToken.of(GraphFixture.TOKEN))
                .baseUrl(URI.create(arguments[1]))
                .build()) {
            var rotation = KeyRotation.of(
                            KeyRing.at(Path.of(arguments[0]), PASSPHRASE.toCharArray()),
                            KeyRegistration.of(client).forAccounts(List.of(GraphFixture.WABA)),
                            key -> isServed(URI.create(arguments[2]), key),
                            Duration.ofDays(7))
                    .tellingProgress(step -> {
                        if (step.equals(arguments[3])) {
                            Runtime.getRuntime().halt(137);
                        }
                    });
            System.out.println(rotation.run());
        }
    }

    private static boolean isServed(URI endpoint, BusinessPublicKey key) {
        for (int i = 0; i < TRIES; i++) {
            try (var line = EncryptingLine.to(endpoint, key)
                    .signedBy(RequestSignature.of(AppSecrets.of(GraphFixture.APP_SECRET)))
                    .open()) {
                if (FlowClient.over(line, "unused").build().ping().outcome() instanceof Exchange.Answered) {
                    return true;
                }
                Thread.sleep(PAUSE);
            } catch (InterruptedException gone) {
                return false;
            }
        }
        return false;
    }
}
