package dev.penstock.examples.booking;

import static dev.penstock.examples.booking.TestBusiness.completion;
import static dev.penstock.examples.booking.TestBusiness.data;
import static dev.penstock.examples.booking.TestBusiness.ids;
import static dev.penstock.examples.booking.TestBusiness.screen;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.FlowData;
import dev.penstock.examples.booking.appointments.Attachment;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.media.MediaProblem;
import dev.penstock.simulator.phone.LoopbackMediaStore;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.scenario.Scenario;
import dev.penstock.simulator.phone.scenario.ScenarioRunner;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jdbi.v3.core.Jdbi;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files with an appointment, encrypted, downloaded and opened for real. */
class AttachmentsIT {

    private static final byte[] PDF = "%PDF-1.7\nA referral.\n".getBytes(StandardCharsets.US_ASCII);

    private TestBusiness business;
    private LoopbackMediaStore store;
    private FlowClient phone;

    @BeforeEach
    void open() throws Exception {
        business = TestBusiness.open();
        store = LoopbackMediaStore.start();
        phone = business.phone("appointments");
    }

    @AfterEach
    void close() {
        store.close();
        business.close();
    }

    @Test
    void aPersonPlaysTheFlowWithAFileAndItIsStoredAsItWas(@TempDir Path folder) throws Exception {
        var referral = Arrays.copyOf(PDF, 300_000);
        Files.write(folder.resolve("Überweisung.pdf"), referral);
        var scenario = Scenario.parse("""
                steps:
                  - open
                  - fill: {department: dentistry}
                  - fill: {location: market-square}
                  - fill: {date: "%s"}
                  - fill: {time: "10:00"}
                  - tap: footer
                  - expect: {screen: DETAILS}
                  - fill: {name: Ada}
                  - tap: footer
                  - expect: {screen: TERMS}
                  - fill: {agree: true}
                  - tap: footer
                  - expect: {screen: SUMMARY}
                  - fill: {files: Überweisung.pdf}
                  - tap: footer
                  - expect: {open: false}
                """.formatted(lastDay()), folder, "with a file");
        try (var line = business.line("appointments", business::key)) {
            var session = PhoneSession.builder(
                            FlowJson.parse(BookingFlows.flowJson(BookingFlows.APPOINTMENTS, Language.ENGLISH)))
                    .flowToken(TestBusiness.token("appointments"))
                    .line(line)
                    .build();
            store.serve(session);

            assertThat(ScenarioRunner.run(scenario, session).failure()).isEmpty();
        }

        assertThat(stored()).singleElement().satisfies(file -> {
            assertThat(file.name()).isEqualTo("Überweisung.pdf");
            assertThat(file.mediaType()).isEqualTo("application/pdf");
            assertThat(file.content()).isEqualTo(referral);
        });
    }

    @Test
    void withoutAFileTheWayIsAsLongAsBefore() {
        var slot = data(upToSummary(phone)).get("slot");

        assertThat(screen(confirm(slot))).isEqualTo("SUCCESS");
        assertThat(stored()).isEmpty();
    }

    @Test
    void asManyAndAsLargeFilesAsAreAllowedFitIntoTheTimeOfAHandler() {
        var slot = data(upToSummary(phone)).get("slot");
        var largest = Arrays.copyOf(PDF, Attachment.MAX_BYTES);

        var answer = confirm(
                slot,
                store.place("1.pdf", "application/pdf", largest).forEndpoint(),
                store.place("2.pdf", "application/pdf", largest).forEndpoint(),
                store.place("3.pdf", "application/pdf", largest).forEndpoint());

        assertThat(screen(answer)).isEqualTo("SUCCESS");
        assertThat(stored())
                .hasSize(3)
                .allSatisfy(file -> assertThat(file.content()).isEqualTo(largest));
    }

    @Test
    void aFileThatIsNoGoodIsNamedOnThePickerAndNothingIsBooked() {
        var slot = data(upToSummary(phone)).get("slot");
        var fine = store.place("a.pdf", "application/pdf", PDF);
        var program = store.place("b.pdf", "application/pdf", new byte[] {'M', 'Z', 0, 0});
        var big = store.place("c.jpg", "image/jpeg", new byte[Attachment.MAX_BYTES + 1]);

        var answer = confirm(slot, fine.forEndpoint(), program.forEndpoint(), big.forEndpoint());

        assertThat(screen(answer)).isEqualTo("SUMMARY");
        assertThat(data(answer).get("file_errors"))
                .isEqualTo(Map.of(
                        program.mediaId(), "Please choose a PDF, or a JPEG, PNG, WebP or HEIC picture.",
                        big.mediaId(), "This file is too large. At most 5 MB, please."));
        assertThat(data(answer)).containsKeys("appointment", "details").containsEntry("slot", slot);
        assertThat(bookings()).isZero();

        assertThat(screen(confirm(slot, fine.forEndpoint()))).isEqualTo("SUCCESS");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void tooManyFilesAreRefusedTogether() {
        var slot = data(upToSummary(phone)).get("slot");
        var file = store.place("a.pdf", "application/pdf", PDF).forEndpoint();

        var answer = confirm(slot, file, file, file, file);

        assertThat(screen(answer)).isEqualTo("SUMMARY");
        assertThat(data(answer)).containsEntry("error_message", "These are too many files. Please choose at most 3.");
    }

    @Test
    void hostileValuesOfThePickerAreRefused() {
        var slot = data(upToSummary(phone)).get("slot");
        for (var value :
                List.of("text", 7, Map.of(), List.of("x"), List.of(List.of()), List.of(Map.of("media_id", 1)))) {
            var answer = phone.submit("SUMMARY", Map.of("slot", slot, "files", value));

            assertThat(screen(answer)).isEqualTo("SUMMARY");
            assertThat(data(answer))
                    .containsEntry("error_message", "This file did not arrive. Please choose it again.");
        }
        assertThat(bookings()).isZero();
    }

    @Test
    void theSameSubmissionWorksWhenTheStoreIsBack() throws Exception {
        var slot = data(upToSummary(phone)).get("slot");
        var picked = store.place("a.pdf", "application/pdf", PDF);
        byte[] sealed;
        try (var in = URI.create(picked.cdnUrl()).toURL().openStream()) {
            sealed = in.readAllBytes();
        }
        var isDown = new AtomicBoolean(true);
        var unreliable = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        unreliable.createContext("/", exchange -> {
            try (exchange) {
                exchange.sendResponseHeaders(isDown.get() ? 503 : 200, isDown.get() ? -1 : sealed.length);
                exchange.getResponseBody().write(sealed);
            }
        });
        unreliable.start();
        var reference = new LinkedHashMap<>(picked.forEndpoint());
        reference.put("cdn_url", "http://127.0.0.1:" + unreliable.getAddress().getPort() + "/a");

        var first = confirm(slot, reference);
        isDown.set(false);
        var second = confirm(slot, reference);
        unreliable.stop(0);

        assertThat(data(first).get("file_errors"))
                .isEqualTo(Map.of(picked.mediaId(), "This file could not be fetched. Please try again."));
        assertThat(screen(second)).isEqualTo("SUCCESS");
        assertThat(stored()).hasSize(1);
    }

    @Test
    void aSecondTapKeepsOneSetOfFiles() {
        var slot = data(upToSummary(phone)).get("slot");
        var file = store.place("a.pdf", "application/pdf", PDF).forEndpoint();
        var other = store.place("b.pdf", "application/pdf", PDF).forEndpoint();

        var first = confirm(slot, file);
        var again = confirm(slot, file);
        var different = confirm(slot, other);

        assertThat(completion(again)).isEqualTo(completion(first)).isEqualTo(completion(different));
        assertThat(stored()).extracting(Attachment::name).containsExactly("a.pdf");
    }

    @Test
    void whoLosesTheSlotLeavesNoFileBehind() {
        var other = business.phone("appointments");
        var slot = data(upToSummary(phone)).get("slot");
        upToSummary(other);
        other.submit("SUMMARY", Map.of("slot", slot));

        var lost = confirm(slot, store.place("a.pdf", "application/pdf", PDF).forEndpoint());

        assertThat(screen(lost)).isEqualTo("APPOINTMENT");
        assertThat(stored()).isEmpty();
    }

    @Test
    void aProductionServerAsksWhatsAppOnly() {
        var file = store.place("a.pdf", "application/pdf", PDF);
        try (var media = BookingMedia.open()) {
            var picked = media.decryptor().open(FlowData.from(Map.of("files", List.of(file.forEndpoint()))), "files");

            assertThat(picked.errorsByFile(MediaProblem::name)).isEqualTo(Map.of(file.mediaId(), "FOREIGN_SOURCE"));
        }
    }

    private Exchange confirm(Object slot, Map<?, ?>... files) {
        return phone.submit("SUMMARY", Map.of("slot", slot, "files", List.of(files)));
    }

    private List<Attachment> stored() {
        var appointments = business.flows().appointments();
        return appointments.list(business.now(), 100).stream()
                .peek(booked -> assertThat(booked.attachments())
                        .isEqualTo(appointments.attachments(booked.bookingId()).size()))
                .flatMap(booked -> appointments.attachments(booked.bookingId()).stream())
                .toList();
    }

    private long bookings() {
        return Jdbi.create(business.database().dataSource())
                .withHandle(handle -> handle.select("SELECT count(*) FROM appointment")
                        .mapTo(Long.class)
                        .one());
    }

    private String lastDay() {
        var choice = Map.of("trigger", "location", "department", "dentistry", "location", "market-square");
        return ids(phone.submit("APPOINTMENT", choice), "dates").getLast();
    }

    private Exchange upToSummary(FlowClient person) {
        person.submit(
                "APPOINTMENT",
                Map.of(
                        "trigger", "continue",
                        "department", "dentistry",
                        "location", "market-square",
                        "date", lastDay(),
                        "time", "10:00"));
        person.submit("DETAILS", Map.of("name", "Ada", "email", "", "phone", "", "note", ""));
        var summary = person.submit("TERMS", Map.of("agree", true));
        assertThat(screen(summary)).isEqualTo("SUMMARY");
        assertThat(data(summary)).containsEntry("file_errors", Collections.emptyMap());
        return summary;
    }
}
