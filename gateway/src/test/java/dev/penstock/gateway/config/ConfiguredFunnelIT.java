package dev.penstock.gateway.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.gateway.tenants.TestDatabase;
import dev.penstock.postgres.FlowFunnel;
import dev.penstock.postgres.FunnelReport;
import dev.penstock.testing.FlowClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How far people get behind a gateway, by configuration alone. */
class ConfiguredFunnelIT {

    @TempDir
    private Path directory;

    private TestBusiness business;
    private Path file;

    @BeforeEach
    void open() throws Exception {
        business = TestBusiness.in(
                Files.createDirectory(directory.resolve("one")), "0123456789abcdef0123456789abcdef", "one");
        file = directory.resolve("penstock.yaml");
    }

    @AfterEach
    void close() {
        business.close();
    }

    private ConfiguredGateway start(String parts) throws Exception {
        Files.writeString(
                file,
                "server: {port: 0, shutdown: {drain: 0s}}\n" + parts + "endpoints:\n"
                        + business.endpointYaml("/flows/day"));
        return ConfiguredGateway.start(ConfigurationFile.at(file));
    }

    @Test
    void keepsHowFarPeopleGetUnderTheVersionOfTheFlowJson() throws Exception {
        var url = TestDatabase.empty();
        try (var gateway = start("database: {url: \"%s\"}\nfunnel: {keep: 30d}\n".formatted(url));
                var pool = new HikariDataSource()) {
            pool.setJdbcUrl(url);
            try (var line = business.line(gateway.uri().resolve("/flows/day"))) {
                FlowClient.over(line, "token-of-one").build().submit("SUMMARY", Map.of("day", "mon"));
            }

            await().until(() -> !reports(pool).isEmpty());
            assertThat(reports(pool)).singleElement().satisfies(report -> {
                assertThat(report.version()).isEqualTo(sha256().substring(0, 8));
                assertThat(report.opened()).isEqualTo(1);
                assertThat(report.screens())
                        .anySatisfy(screen -> assertThat(screen.submitted()).isEqualTo(1));
            });
        }
    }

    private String sha256() throws Exception {
        var json = Files.readAllBytes(directory.resolve("one/day.json"));
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(json));
    }

    private static List<FunnelReport> reports(HikariDataSource pool) {
        return FlowFunnel.reports(pool, "day", Instant.EPOCH);
    }

    @Test
    void saysThatItNeedsADatabase() {
        assertThatThrownBy(() -> start("funnel: {keep: 30d}\n"))
                .isInstanceOf(ConfigurationException.class)
                .hasMessageContaining("penstock.yaml:2:9: The funnel is kept in PostgreSQL: add database.");
    }
}
