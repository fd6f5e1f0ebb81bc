package dev.penstock.examples.booking;

import static dev.penstock.examples.booking.PhoneOnScreen.DESKTOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.options.FilePayload;
import dev.penstock.examples.booking.PhoneOnScreen.Look;
import dev.penstock.examples.booking.appointments.Attachment;
import dev.penstock.simulator.phone.LoopbackMediaStore;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.scenario.Scenario;
import dev.penstock.simulator.phone.scenario.ScenarioRunner;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Flow of appointments in Chromium. */
class AppointmentsInChromiumIT extends BookingInChromium {

    @ParameterizedTest
    @CsvSource({"android, light, ltr, 1280", "ios, dark, ltr, 390", "android, dark, rtl, 320"})
    void booksAnAppointment(String platform, String theme, String dir, int width) throws Exception {
        try (var phone = phone(new Look(platform, theme, dir, width), "appointments", "appointments")) {
            phone.picture("chat");
            phone.open();
            phone.seeTitle("Book an appointment");
            phone.picture("opened");
            chooseSlot(phone);
            phone.picture("chosen");
            phone.tap("Continue");
            phone.seeTitle("Your details");
            phone.type("Name", "Ada Lovelace");
            phone.type("E-mail", "ada@example.com");
            phone.picture("details");
            phone.tap("Continue");
            phone.seeTitle("Terms");
            phone.tick("I have read this and agree");
            phone.picture("terms");
            phone.tap("Continue");
            phone.seeTitle("Summary");
            phone.see("Ada Lovelace");
            phone.pick("Photo or document", new FilePayload("garden.png", "image/png", picture()));
            phone.page().waitForSelector(".picked-image");
            phone.picture("summary");
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.tap("Confirm");
            phone.see("Response sent");
            phone.picture("chat-after");
            phone.tab().hasNoProblem();
            assertThat(phone.session.response().orElseThrow()).containsKey("booking_id");
        }
        assertThat(business.flows().appointments().list(business.now(), 10)).hasSize(1);
        assertThat(attachments()).containsExactly(picture());
    }

    @Test
    void showsWhatIsWrongWithAFileAtThatFile() throws Exception {
        try (var phone = phone(DESKTOP, "appointments", "file-error")) {
            upToSummary(phone);
            phone.pick("Photo or document", new FilePayload("garden.png", "image/png", picture()));
            phone.pick("Photo or document", new FilePayload("letter.pdf", "application/pdf", new byte[] {'M', 'Z', 0}));
            phone.pickInVain("Photo or document", new FilePayload("notes.txt", "text/plain", new byte[] {'a'}));
            phone.see("This type of file is not allowed.");
            phone.picture("refused-by-the-phone");
            phone.tap("Confirm");
            phone.page()
                    .waitForSelector(
                            ".picked-wrong:has-text('letter.pdf'):has-text('Please choose a PDF, or a JPEG, PNG,"
                                    + " WebP or HEIC picture.')");
            phone.picture("refused-by-the-endpoint");
            assertThat(phone.page().locator(".picked-wrong").count()).isOne();
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.page().click("button[aria-label='Remove letter.pdf']");
            phone.tap("Confirm");
            phone.see("Response sent");
            phone.tab().hasNoProblem();
        }
        assertThat(attachments()).hasSize(1);
    }

    @Test
    void whatTheInspectorRecordsPlaysAgainWithoutABrowser(@TempDir Path folder) throws Exception {
        var file = folder.resolve("scenario.yaml");
        try (var phone = phone(DESKTOP, "appointments", "recorded")) {
            upToDetails(phone);
            phone.back();
            phone.seeTitle("Book an appointment");
            phone.tap("Continue");
            phone.seeTitle("Your details");
            phone.type("Name", "Ada Lovelace");
            phone.tap("Continue");
            phone.seeTitle("Terms");
            phone.tick("I have read this and agree");
            phone.tap("Continue");
            phone.seeTitle("Summary");
            phone.pick("Photo or document", new FilePayload("garden.png", "image/png", picture()));
            phone.tap("Confirm");
            phone.see("Response sent");
            phone.page()
                    .waitForDownload(() -> phone.page().click("text=Save as scenario"))
                    .saveAs(file);
        }
        Files.write(folder.resolve("garden.png"), picture()); // the recording names the file

        try (var another = TestBusiness.open();
                var line = another.line("appointments", another::key);
                var store = LoopbackMediaStore.start()) {
            var session = PhoneSession.builder(document("appointments"))
                    .flowToken(TestBusiness.token("appointments"))
                    .line(line)
                    .build();
            store.serve(session);
            var result = ScenarioRunner.run(Scenario.read(file), session);

            assertThat(result.failure()).isEmpty();
            assertThat(session.response().orElseThrow()).containsKey("booking_id");
            assertThat(another.flows().appointments().list(another.now(), 10))
                    .singleElement()
                    .satisfies(booked -> assertThat(booked.attachments()).isOne());
        }
    }

    @Test
    void goesBackWithWhatWasTyped() throws Exception {
        try (var phone = phone(DESKTOP, "appointments", "back")) {
            upToSummary(phone);
            phone.back();
            phone.seeTitle("Terms");
            phone.back();
            phone.seeTitle("Your details");
            assertThat(phone.page().getByLabel("Name").inputValue()).isEqualTo("Ada Lovelace");
            phone.back();
            phone.seeTitle("Book an appointment");
            phone.see("Dentistry");
            phone.picture("first-again");
            assertThat(actions(phone)).contains("BACK");
            phone.tab().hasNoProblem();
        }
    }

    @Test
    void showsAFieldErrorOfTheEndpointAtItsField() throws Exception {
        try (var phone = phone(DESKTOP, "appointments", "field-error")) {
            upToDetails(phone);
            phone.type("Name", "Ada Lovelace");
            phone.type("Telephone", "123"); // enough for the phone, not for the business
            phone.tap("Continue");
            phone.see("Please check this.");
            phone.picture("shown");
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.type("Telephone", "+34 600 123 456");
            phone.tap("Continue");
            phone.seeTitle("Terms");
            phone.tab().hasNoProblem();
        }
    }

    private List<byte[]> attachments() {
        var appointments = business.flows().appointments();
        return appointments.list(business.now(), 10).stream()
                .flatMap(booked -> appointments.attachments(booked.bookingId()).stream())
                .map(Attachment::content)
                .toList();
    }

    /** A picture that a browser can show, as a phone's camera would make it. */
    private static byte[] picture() throws IOException {
        var image = new BufferedImage(320, 240, BufferedImage.TYPE_INT_RGB);
        for (int y = 0; y < 240; y++) {
            for (int x = 0; x < 320; x++) {
                image.setRGB(x, y, y < 120 ? 0x8FC7F0 - y * 0x10101 / 2 : 0x3E7D3A + (x / 16 % 2) * 0x101808);
            }
        }
        var file = new ByteArrayOutputStream();
        ImageIO.write(image, "png", file);
        return file.toByteArray();
    }

    private static List<Object> actions(PhoneOnScreen phone) {
        return phone.session.exchanges().stream()
                .map(exchange -> exchange.request().get("action"))
                .toList();
    }
}
