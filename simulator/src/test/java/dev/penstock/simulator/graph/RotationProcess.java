package dev.penstock.simulator.graph;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.AccessToken;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.graph.keys.KeyRing;
import dev.penstock.graph.keys.KeyRotation;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * A process that rotates, and ends without any ceremony at the step it was told: arguments are the directory, the URL of the
 * Graph API, the URL that tells which keys are served, and the step.
 */
final class RotationProcess {

    static final String PASSPHRASE = "a long passphrase";

    private RotationProcess() {}

    public static void main(String[] arguments) {
        try (var client = GraphClient.builder(AccessToken.of(GraphFixture.TOKEN))
                .baseUrl(URI.create(arguments[1]))
                .build()) {
            var rotation = KeyRotation.of(
                            KeyRing.at(Path.of(arguments[0]), PASSPHRASE.toCharArray()),
                            KeyRegistration.of(client),
                            List.of(GraphFixture.WABA),
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

    private static boolean isServed(URI servers, BusinessPublicKey key) {
        try (var http = HttpClient.newHttpClient()) {
            for (int i = 0; i < 200; i++) {
                var request = HttpRequest.newBuilder(servers.resolve("/served/" + key.id()))
                        .build();
                if (http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200) {
                    return true;
                }
                Thread.sleep(50);
            }
            return false;
        } catch (IOException | InterruptedException gone) {
            return false;
        }
    }
}
