package dev.penstock.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.graph.GraphFixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** One healthy set-up, and the same with one thing broken at a time. */
class DoctorIT {

    @TempDir
    private Path directory;

    private int number;

    @Test
    void findsNothingInAHealthySetUp() throws Exception {
        try (var clinic = new Clinic(directory, null)) {
            var report = clinic.doctor().examine();

            assertThat(report.red()).isEmpty();
            assertThat(report.isHealthy()).isTrue();
            assertThat(report.findings().stream().filter(finding -> finding.verdict() == CheckOutcome.SKIPPED))
                    .extracting(Diagnosis::check)
                    .containsExactly("certificate");
        }
    }

    @Test
    void skipsWhatIsNotGiven() {
        var report = Doctor.create().examine();

        assertThat(report.isHealthy()).isTrue();
        assertThat(report.findings())
                .isNotEmpty()
                .allSatisfy(finding -> assertThat(finding.verdict()).isEqualTo(CheckOutcome.SKIPPED));
    }

    @Test
    void saysWhichFieldsOfMetasBusinessAgentComeAndThatTheyMayNotBeNeeded() throws Exception {
        try (var clinic = new Clinic(Files.createDirectory(directory.resolve("agent")), null)) {
            assertThat(fieldsWith(clinic, "messages", "flows"))
                    .contains("subscribed to messages and flows; not to messaging_handovers and standby, by which"
                            + " messages come while Meta's Business Agent answers");
            assertThat(fieldsWith(clinic, "messages", "flows", "standby"))
                    .contains("; not to messaging_handovers, by which messages come");
            assertThat(fieldsWith(clinic, "messages", "flows", "standby", "messaging_handovers"))
                    .contains("subscribed to messages and flows, and to standby and messaging_handovers")
                    .doesNotContain("not to");
        }
    }

    private static String fieldsWith(Clinic clinic, String... fields) {
        clinic.subscribe(clinic.url("/webhook"), Set.of(fields));
        return clinic.doctor().examine().findings().stream()
                .filter(finding -> finding.check().equals("webhook fields"))
                .peek(finding -> assertThat(finding.verdict()).isEqualTo(CheckOutcome.GREEN))
                .map(Diagnosis::found)
                .collect(Collectors.joining());
    }

    @TestFactory
    Stream<DynamicTest> namesCauseAndCureOfEachBrokenSetUp() {
        return BrokenSetUps.all().stream().map(setUp -> DynamicTest.dynamicTest(setUp.name(), () -> examine(setUp)));
    }

    private void examine(BrokenSetUps.Broken setUp) throws Exception {
        var own = Files.createDirectory(directory.resolve("case" + number++));
        try (var clinic = new Clinic(own, null)) {
            setUp.damage().to(clinic);

            var report = clinic.doctor().examine();

            assertThat(report.isHealthy()).isFalse();
            assertThat(report.red()).as(() -> text(report)).anySatisfy(finding -> {
                assertThat(finding.found()).contains(setUp.cause());
                assertThat(finding.cure()).contains(setUp.cure());
            });
            assertThat(text(report))
                    .doesNotContain(GraphFixture.TOKEN, GraphFixture.APP_SECRET, clinic.appSecret, "a long passphrase");
        }
    }

    private static String text(DoctorReport report) {
        return String.join(
                "\n", report.findings().stream().map(Diagnosis::toString).toList());
    }
}
