package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.endpoint.EnvelopeVectors;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever keeps a server from starting is said in one sentence, by the one type of exception. */
class StartFailuresIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(ints = {-1, 65_536, 70_000, Integer.MIN_VALUE})
    void portsThatDoNotExist(int port) {
        assertFails(server -> server.port(port), "There is no port " + port);
        assertFails(server -> server.adminPort(port), "There is no port " + port);
    }

    @Test
    void portsThatAreTaken() throws Exception {
        try (var taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
            int port = taken.getLocalPort();

            assertFails(server -> server.port(port), "port " + port);
            assertFails(server -> server.adminPort(port), "admin port " + port);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"no-such-host.invalid", "192.0.2.1", "not a host", "256.256.256.256"})
    void hostsThatAreNotOfThisMachine(String host) {
        assertFails(server -> server.host(host), host);
        assertFails(server -> server.adminPort(0).adminHost(host), host);
    }

    @Test
    void hostThatIsNotOfThisMachineIsNotTakenForAPortInUse() {
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> builder().host("192.0.2.1").start().close())
                .withMessageContaining("192.0.2.1 is no address of this machine")
                .withMessageNotContaining("another program");
    }

    @Test
    void keysThatCannotBeHadAreNotTakenForAHost() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        var ours = new UnusableKeyException("The key is damaged.");
        var foreign = new IllegalArgumentException("hunter2");

        for (var lookUps : new int[] {0, 1}) {
            for (var failure : List.of(ours, foreign)) {
                var keys = new AtomicInteger(-lookUps);
                var endpoint = Requests.echo().keyset(() -> {
                    if (keys.getAndIncrement() >= 0) {
                        throw failure;
                    }
                    return EnvelopeVectors.keyset();
                });
                assertThatExceptionOfType(ServerStartException.class)
                        .isThrownBy(() -> PenstockServer.builder()
                                .endpoint(endpoint.build())
                                .port(port)
                                .start()
                                .close())
                        .withMessageStartingWith("The endpoint /flows/vectors cannot answer requests: ")
                        .withMessageContaining(failure == ours ? "The key is damaged." : "IllegalArgumentException")
                        .withMessageNotContaining("hunter2")
                        .withCause(failure);
            }
        }
        try (var server = builder().port(port).start()) {
            assertThat(server.uri().getPort()).as("it was left free").isEqualTo(port);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "-----BEGIN PRIVATE KEY-----\nA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nAAAA=AAA\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\nMIIB\n-----END PRIVATE KEY-----",
                "-----BEGIN PRIVATE KEY-----\n====\n-----END PRIVATE KEY-----",
                "-----BEGIN RSA PRIVATE KEY-----\nA\n-----END RSA PRIVATE KEY-----",
                "-----BEGIN EC PRIVATE KEY-----\nMIIB\n-----END EC PRIVATE KEY-----",
                "-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----",
            })
    void keysOfTlsThatAreNone(String pem) throws Exception {
        var certificate = TestCertificate.of("EC", "damaged").write(directory);
        Files.writeString(certificate.files().privateKey(), pem);

        assertFails(server -> server.tls(certificate.files()), "The TLS key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\nMIIB\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----\n====\n-----END CERTIFICATE-----",
                "-----BEGIN CERTIFICATE-----",
                "-----BEGIN PKCS7-----\nMIIB\n-----END PKCS7-----",
            })
    void certificatesThatAreNone(String pem) throws Exception {
        var certificate = TestCertificate.of("EC", "damaged").write(directory);
        Files.writeString(certificate.files().certificateChain(), pem);

        assertFails(server -> server.tls(certificate.files()), "The TLS certificate");
    }

    @Test
    void filesOfTlsThatAreMissingOrNone() throws Exception {
        var good = TestCertificate.of("EC", "good").write(directory).files();
        var missing = directory.resolve("missing.pem");

        for (var bad : new Path[] {missing, directory}) {
            assertFails(server -> server.tls(new TlsFiles(bad, good.privateKey())), "cannot be read");
            assertFails(server -> server.tls(new TlsFiles(good.certificateChain(), bad)), "cannot be read");
        }
    }

    @Test
    void serverThatCouldNotStartLeavesItsPortFree() throws Exception {
        int port;
        try (var free = new ServerSocket(0)) {
            port = free.getLocalPort();
        }
        assertFails(server -> server.port(port).adminPort(0).adminHost("192.0.2.1"), "192.0.2.1");

        try (var server = builder().port(port).start()) {
            assertThat(server.uri().getPort()).isEqualTo(port);
        }
    }

    @Test
    void addressOfIpv6StandsInBracketsInTheUri() {
        try (var server = builder().host("::1").adminHost("::1").adminPort(0).start()) {
            assertThat(server.uri().getHost()).isEqualTo("[::1]");
            assertThat(server.adminUri().orElseThrow().getHost()).isEqualTo("[::1]");
        }
    }

    private static void assertFails(UnaryOperator<PenstockServerBuilder> wrong, String said) {
        assertThatExceptionOfType(ServerStartException.class)
                .isThrownBy(() -> wrong.apply(builder()).start().close())
                .withMessageContaining(said);
    }

    private static PenstockServerBuilder builder() {
        return PenstockServer.builder().endpoint(Requests.echo().build()).port(0);
    }
}
