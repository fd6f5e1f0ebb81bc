package dev.penstock.gateway.alert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.gateway.TestBusiness;
import dev.penstock.gateway.backend.TestPki;
import dev.penstock.gateway.config.ConfigurationException;
import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.ConfiguredGateway;
import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.simulator.graph.GraphEmulator;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A gateway knows what Meta holds as the key and how long its certificate is valid; the alerts go by it. */
class KeyAndCertificateIT {

    private static final String TOKEN = "EAAtoken0123456789";
    private static final String FOREIGN =
            BusinessPublicKey.of(PrivateKeys.generate()).pem();

    @TempDir
    private Path directory;

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.now());
    private final AtomicReference<PenstockMetrics> metrics = new AtomicReference<>();
    private TestBusiness business;
    private GraphEmulator graph;

    @BeforeEach
    void open() throws IOException {
        business = TestBusiness.in(
                Files.createDirectory(directory.resolve("one")), "0123456789abcdef0123456789abcdef", "one");
        graph = GraphEmulator.builder(TOKEN).start();
        graph.addAccount("1001", "Clinic");
        graph.addNumber("1001", "2001", "+1 555 0100");
        OwnerOnly.write(directory.resolve("meta-token"), TOKEN.getBytes(StandardCharsets.US_ASCII));
    }

    @AfterEach
    void close() {
        graph.close();
        business.close();
    }

    private ConfiguredGateway start(String parts) throws IOException {
        var file = Files.writeString(
                directory.resolve("penstock.yaml"), parts + "endpoints:\n" + business.endpointYaml("/flows/day"));
        return ConfiguredGateway.start(ConfigurationFile.at(file), builder -> {
            metrics.set(builder.metrics().orElseThrow());
            return builder;
        });
    }

    private String metaKeys() {
        return """
            server: {port: 0, shutdown: {drain: 0s}}
            admin: {port: 0}
            meta-keys: {access-token-file: meta-token, phone-number-ids: ["2001"], graph-url: "%s"}
            """.formatted(graph.baseUrl());
    }

    /** What is wrong by the rules after ten minutes at a moment. */
    private List<String> firing(Instant moment) {
        now.set(moment);
        try (var notifier = AlertNotifier.builder(metrics.get()).clock(now::get).build()) {
            for (int minute = 0; minute <= 10; minute++) {
                notifier.look();
                now.set(moment.plus(Duration.ofMinutes(minute)));
            }
            return notifier.firing().stream().map(Alert::name).toList();
        }
    }

    static Stream<Arguments> keys() {
        return Stream.of(
                argumentSet("ours", "ours", "VALID", "valid"),
                argumentSet("ours, and phones refuse it", "ours", "MISMATCH", "mismatch"),
                argumentSet("ours, of which Meta says nothing", "ours", "", "unknown"),
                argumentSet("another", FOREIGN, "VALID", "mismatch"),
                argumentSet("damaged", "no key", "VALID", "mismatch"),
                argumentSet("none", "none", "", "mismatch"));
    }

    @ParameterizedTest
    @MethodSource("keys")
    void whatMetaHoldsIsShownAndAMismatchIsAnAlert(String planted, String signature, String expected) throws Exception {
        if (!planted.equals("none")) {
            graph.plantKey("2001", planted.equals("ours") ? business.publicKey().pem() : planted, signature);
        }
        try (var gateway = start(metaKeys())) {
            assertThat(gateway.isUpToDate()).isTrue();
            assertThat(metrics.get().page("").text())
                    .contains("penstock_key_status{phone_number_id=\"2001\",status=\"%s\"} 1.0".formatted(expected))
                    .doesNotContain(TOKEN);
            assertThat(firing(Instant.now()))
                    .isEqualTo(expected.equals("mismatch") ? List.of("PenstockKeyMismatch") : List.of());
        }
    }

    @Test
    void aMetaThatDoesNotAnswerIsNoAlert() throws Exception {
        var parts = metaKeys();
        graph.close();
        try (var gateway = start(parts)) {
            assertThat(gateway.isUpToDate()).isTrue();
            assertThat(metrics.get().page("").text())
                    .contains("penstock_key_status{phone_number_id=\"2001\",status=\"unknown\"} 1.0");
            assertThat(firing(Instant.now())).isEmpty();
        }
    }

    @Test
    void keysAreLookedAtForMetricsOnly() {
        assertThatExceptionOfType(ConfigurationException.class)
                .isThrownBy(() -> start(metaKeys().replace("admin: {port: 0}\n", "")))
                .withMessageContaining("add admin");
    }

    @Test
    void theCertificateIsAnAlertBeforeItEnds() throws Exception {
        var pki = TestPki.of("EC", "localhost");
        OwnerOnly.write(directory.resolve("tls.key"), Files.readAllBytes(pki.keyIn(directory)));
        var parts = """
            server:
              port: 0
              shutdown: {drain: 0s}
              tls: {certificate-file: "%s", private-key-file: "%s"}
            admin: {port: 0}
            """.formatted(pki.certificateIn(directory), directory.resolve("tls.key"));
        try (var gateway = start(parts)) {
            assertThat(gateway.uri()).hasScheme("https");
            var end = pki.certificate().getNotAfter().toInstant();

            assertThat(firing(end.minus(Duration.ofDays(30)))).isEmpty();
            assertThat(firing(end.minus(Duration.ofDays(20)))).containsExactly("PenstockCertificate21Days");
            assertThat(firing(end.minus(Duration.ofDays(13)))).contains("PenstockCertificate14Days");
        }
    }
}
