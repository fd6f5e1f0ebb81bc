package dev.penstock.cli.phone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.cli.CommandRun;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.media.MediaDecryptor;
import dev.penstock.media.MediaFile;
import dev.penstock.media.MediaProblem;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code penstock play} with a scenario that chooses files, which the endpoint downloads and opens. */
class PlayWithFilesIT {

    private static final byte[] PICTURE = {(byte) 0xFF, (byte) 0xD8, (byte) 0xFF, 1, 2, 3};

    @TempDir
    Path folder;

    private final List<MediaFile> received = new CopyOnWriteArrayList<>();
    private final HttpClient client = HttpClient.newHttpClient();
    private PenstockServer server;

    @BeforeEach
    void serve() throws Exception {
        var key = PrivateKeys.generate();
        var secret = "0123456789abcdef0123456789abcdef";
        Files.writeString(
                folder.resolve("public.pem"), BusinessPublicKey.of(key).pem());
        Files.writeString(folder.resolve("app-secret.txt"), secret);
        Files.writeString(folder.resolve("flow.json"), FLOW);
        Files.write(folder.resolve("dent.jpg"), PICTURE);
        Files.write(folder.resolve("virus.jpg"), new byte[] {'M', 'Z', 0});
        var media = MediaDecryptor.over(client).allowLoopbackForDevelopment().build();
        var flow = Flow.named("claims")
                .onInit(request -> NextScreen.of("DAMAGE").with("file_errors", Map.of()))
                .onScreen("DAMAGE", request -> {
                    var picked = media.open(request.data(), "photos");
                    if (!picked.isFine()) {
                        return picked.errorsOn(NextScreen.of("DAMAGE"), "file_errors", MediaProblem::text);
                    }
                    received.addAll(picked.files());
                    return request.complete(Map.of("count", picked.files().size()));
                })
                .build();
        server = PenstockServer.builder()
                .endpoint(FlowEndpoint.builder(flow)
                        .keyset(Keyset.of(key))
                        .appSecrets(AppSecrets.of(secret))
                        .build())
                .port(0)
                .start();
    }

    @AfterEach
    void close() {
        server.close();
        client.close();
    }

    @Test
    void theEndpointGetsWhatTheScenarioChose() throws Exception {
        var run = play("""
                steps:
                  - open
                  - fill: {photos: dent.jpg}
                  - tap: footer
                  - expect: {open: false, response: {count: 1}}
                """);

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(received).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("dent.jpg");
            assertThat(file.bytes()).isEqualTo(PICTURE);
        });
    }

    @Test
    void whatTheEndpointRefusesKeepsThePersonOnTheScreen() throws Exception {
        var run = play("""
                steps:
                  - open
                  - fill: {photos: virus.jpg}
                  - tap: footer
                  - expect: {screen: DAMAGE, open: true}
                """);

        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
        assertThat(received).isEmpty();
    }

    private CommandRun play(String scenario) throws Exception {
        var file = Files.writeString(folder.resolve("scenario.yaml"), scenario);
        return CommandRun.of(
                "play",
                file.toString(),
                "--flow-json",
                folder.resolve("flow.json").toString(),
                "--url",
                server.uri().resolve("/flows/claims").toString(),
                "--home",
                folder.toString(),
                "--flow-token",
                "a-person");
    }

    private static final String FLOW = """
            {
              "version": "7.3",
              "data_api_version": "4.0",
              "routing_model": {"DAMAGE": []},
              "screens": [
                {
                  "id": "DAMAGE",
                  "title": "Damage",
                  "terminal": true,
                  "data": {"file_errors": {"type": "object", "properties": {}, "__example__": {}}},
                  "layout": {
                    "type": "SingleColumnLayout",
                    "children": [
                      {"type": "PhotoPicker", "name": "photos", "label": "Photos", "error-message": "${data.file_errors}"},
                      {
                        "type": "Footer",
                        "label": "Send",
                        "on-click-action": {"name": "data_exchange", "payload": {"photos": "${form.photos}"}}
                      }
                    ]
                  }
                }
              ]
            }
            """;
}
