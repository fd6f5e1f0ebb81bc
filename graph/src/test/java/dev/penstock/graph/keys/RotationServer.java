package dev.penstock.graph.keys;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.graph.GraphFixture;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.ReloadingKeyset;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import java.io.IOException;
import java.nio.file.Path;

/**
 * A process that serves an endpoint whose keys are those of a key ring; the argument is the ring's directory. It prints
 * the endpoint's URL, and ends when its input does, so that it does not outlive who started it.
 */
final class RotationServer {

    private RotationServer() {}

    public static void main(String[] arguments) throws IOException {
        var ring = KeyRing.at(Path.of(arguments[0]), RotationProcess.PASSPHRASE.toCharArray());
        var endpoint = FlowEndpoint.builder(Flow.named("clinic")
                        .onInit(request -> NextScreen.of("WELCOME"))
                        .build())
                .keyset(ReloadingKeyset.of(ring))
                .appSecrets(AppSecrets.of(GraphFixture.APP_SECRET))
                .build();
        try (var server = PenstockServer.builder().port(0).endpoint(endpoint).start()) {
            System.out.println(server.uri().resolve("/flows/clinic"));
            System.out.flush();
            while (System.in.read() >= 0) {
                // Until the end of the input.
            }
        }
    }
}
