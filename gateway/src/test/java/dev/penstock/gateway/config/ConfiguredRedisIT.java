package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.gateway.TestBusiness;
import dev.penstock.redis.RedisProgram;
import dev.penstock.server.ServerStartException;
import dev.penstock.testing.FlowClient;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Replicas that share a Redis, by configuration alone. */
class ConfiguredRedisIT {

    @TempDir
    private Path directory;

    private TestBusiness business;

    @BeforeEach
    void open() throws IOException {
        business = TestBusiness.in(
                Files.createDirectory(directory.resolve("one")), "0123456789abcdef0123456789abcdef", "one");
    }

    @AfterEach
    void close() {
        business.close();
    }

    private ConfigurationFile file(RedisProgram redis, String replay) throws IOException {
        var endpoint = business.endpointYaml("/flows/day")
                .replace("flow-json", "flow-tokens: unique\n    flow-json")
                .replace("backend: {", "backend: {once-per-submission: [SUMMARY], ");
        var file = directory.resolve("penstock.yaml");
        Files.writeString(
                file,
                "server: {port: 0, shutdown: {drain: 0s}}\nredis: {url: \"%s\"}\nreplay: %s\nendpoints:\n%s"
                        .formatted(redis.uri(), replay, endpoint));
        return ConfigurationFile.at(file);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{requests: memory, submissions: redis}", "{requests: redis}"})
    void secondTapAtAnotherReplicaGetsTheFirstAnswer(String replay) throws IOException {
        try (var redis = RedisProgram.start("--appendonly", "yes", "--appendfsync", "always")) {
            var file = file(redis, replay);
            try (var one = ConfiguredGateway.start(file);
                    var other = ConfiguredGateway.start(file)) {
                for (var replica : List.of(one, other, one)) {
                    try (var line = business.line(replica.uri().resolve("/flows/day"))) {
                        assertThat(FlowClient.over(line, "token-of-one-message")
                                        .build()
                                        .submit("SUMMARY", Map.of("day", "mon"))
                                        .status())
                                .isEqualTo(200);
                    }
                }

                assertThat(business.asked()).isEqualTo(1);
            }
        }
    }

    @Test
    void doesNotStartOnARedisThatMayEvict() throws IOException {
        try (var redis = RedisProgram.start("--maxmemory", "10mb", "--maxmemory-policy", "allkeys-lru")) {
            var file = file(redis, "{submissions: redis}");

            assertThatThrownBy(() -> ConfiguredGateway.start(file))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("set maxmemory-policy noeviction")
                    .hasMessageContaining("redis in the configuration");
        }
    }

    @Test
    void doesNotStartWhereRequestsWouldBeForgotten() throws IOException {
        try (var redis = RedisProgram.start()) {
            var file = file(redis, "{requests: redis}");

            assertThatThrownBy(() -> ConfiguredGateway.start(file))
                    .isInstanceOf(ServerStartException.class)
                    .hasMessageContaining("appendfsync always");
        }
    }
}
