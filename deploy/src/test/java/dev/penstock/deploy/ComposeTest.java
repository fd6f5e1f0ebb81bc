package dev.penstock.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** The compose file; there is no Docker here to run it, so what can be seen in it is looked at. */
class ComposeTest {

    private static final Path FOLDER = Chart.MODULE.resolve("compose");

    @Test
    void everyFileThatIsMountedIsThere() throws IOException {
        for (var service : compose().path("services")) {
            for (var volume : service.path("volumes")) {
                var from = volume.asString().split(":", -1)[0];
                if (from.startsWith(".") && !from.equals("./secrets")) {
                    assertThat(FOLDER.resolve(from)).isRegularFile();
                }
            }
        }
    }

    @Test
    void everyImageHasItsVersion() throws IOException {
        assertThat(compose().path("services"))
                .allSatisfy(
                        service -> assertThat(service.path("image").asString()).matches(".+:v?[0-9][^:]*"));
    }

    @Test
    void onlyTheBalancerAndTheBoardAreReachedAndFromThisMachineOnly() throws IOException {
        var compose = compose();
        var published = compose.path("services").properties().stream()
                .filter(service -> service.getValue().has("ports"))
                .toList();

        assertThat(published).extracting(service -> service.getKey()).containsExactlyInAnyOrder("balancer", "grafana");
        assertThat(published)
                .flatExtracting(service -> StreamSupport.stream(
                                service.getValue().path("ports").spliterator(), false)
                        .map(JsonNode::asString)
                        .toList())
                .allMatch(port -> port.startsWith("127.0.0.1:"));
    }

    @Test
    void penstockMayDoNothingButServeAndHasTheTimeToStop() throws IOException {
        var penstock = compose().path("services").path("penstock");

        assertThat(penstock.path("read_only").asBoolean()).isTrue();
        assertThat(penstock.path("cap_drop").get(0).asString()).isEqualTo("ALL");
        assertThat(penstock.path("stop_grace_period").asString()).isEqualTo("30s");
        assertThat(penstock.path("deploy").path("replicas").asInt()).isEqualTo(2);
    }

    @Test
    void theSameBytesGoToTheSameReplicaAndNothingIsSentTwiceByTheBalancer() throws IOException {
        assertThat(FOLDER.resolve("nginx.conf"))
                .content()
                .contains("hash $http_x_hub_signature_256 consistent;", "proxy_next_upstream error;", "14m");
    }

    private static JsonNode compose() throws IOException {
        return new YAMLMapper().readTree(Files.readString(FOLDER.resolve("compose.yaml")));
    }
}
