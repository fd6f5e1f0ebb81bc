package dev.penstock.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTlsIT {

    @TempDir
    private Path directory;

    @Test
    void acceptsACertificateThatAnAuthorityStandsBehind() throws Exception {
        assertThat(examine("ip:127.0.0.1", "-1d", 90, true).red()).isEmpty();
    }

    @Test
    void refusesASelfSignedCertificate() throws Exception {
        red(examine("ip:127.0.0.1", "-1d", 90, false), "self-signed", "public authority");
    }

    @Test
    void refusesACertificateThatHasExpired() throws Exception {
        red(examine("ip:127.0.0.1", "-30d", 10, true), "expired at", "Renew it");
    }

    @Test
    void warnsOfACertificateThatExpiresSoon() throws Exception {
        red(examine("ip:127.0.0.1", "-80d", 85, true), "less than 14 days", "Renew it now");
    }

    @Test
    void refusesACertificateForAnotherHost() throws Exception {
        red(examine("dns:flows.example", "-1d", 90, true), "another host name", "this host name");
    }

    @Test
    void acceptsAWholeChainUnderAnAuthority() throws Exception {
        assertThat(examine(TestCertificate.underAuthority(directory, 2, true)).red())
                .isEmpty();
    }

    @Test
    void namesTheIntermediateThatTheServerDoesNotSend() throws Exception {
        red(
                examine(TestCertificate.underAuthority(directory, 1, true)),
                "does not send the intermediate certificate \"Test Intermediate R1\"",
                "fullchain.pem");
    }

    @Test
    void namesAnAuthorityThatNobodyKnows() throws Exception {
        red(
                examine(TestCertificate.underAuthority(directory, 3, false)),
                "no public authority stands behind it: its chain ends at Test Root",
                "from a public authority");
    }

    private DoctorReport examine(TestCertificate certificate) throws Exception {
        try (var clinic = new Clinic(directory, certificate.server())) {
            clinic.trust = certificate.trust();
            return clinic.doctor().examine();
        }
    }

    @Test
    void saysWhenThereIsNoTlsServer() throws Exception {
        int closed;
        try (var socket = new ServerSocket(0)) {
            closed = socket.getLocalPort();
        }
        try (var clinic = new Clinic(directory, null)) {
            clinic.endpoint =
                    Optional.of(URI.create(clinic.url("/flow").toString().replace("http:", "https:")));
            red(clinic.doctor().examine(), "no TLS server", "check the port");

            clinic.endpoint = Optional.of(URI.create("https://127.0.0.1:" + closed + "/flow"));
            red(clinic.doctor().examine(), "no TLS server", "check the port");
        }
    }

    private DoctorReport examine(String names, String start, int days, boolean trusted) throws Exception {
        var certificate = TestCertificate.create(directory, names, start, days);
        try (var clinic = new Clinic(directory, certificate.server())) {
            if (trusted) {
                clinic.trust = certificate.trust();
            }
            return clinic.doctor().examine();
        }
    }

    private static void red(DoctorReport report, String cause, String cure) {
        assertThat(report.findings())
                .filteredOn(finding -> finding.check().equals("certificate"))
                .singleElement()
                .satisfies(finding -> {
                    assertThat(finding.verdict()).isEqualTo(CheckOutcome.RED);
                    assertThat(finding.found()).contains(cause);
                    assertThat(finding.cure()).contains(cure);
                });
        assertThat(report.findings())
                .filteredOn(finding -> finding.check().equals("health check"))
                .extracting(Diagnosis::verdict)
                .containsExactly(CheckOutcome.SKIPPED);
    }
}
