package dev.penstock.examples.booking;

import static dev.penstock.examples.booking.PhoneOnScreen.DESKTOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.examples.booking.PhoneOnScreen.Look;
import dev.penstock.examples.booking.appointments.Attachment;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.EndpointLine;
import dev.penstock.simulator.Exchange;
import dev.penstock.simulator.phone.Browser;
import dev.penstock.simulator.phone.LoopbackMediaStore;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.Scenario;
import dev.penstock.simulator.phone.ScenarioRunner;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Both Flows as a person plays them: a phone on a page in Chromium, the real endpoint, a real database behind it. */
class BookingInChromiumIT {

    private static Browser browser;

    private final String token = "token-" + UUID.randomUUID();
    private TestBusiness business;

    @BeforeAll
    static void start() {
        browser = Browser.start();
    }

    @AfterAll
    static void stop() {
        if (browser != null) {
            browser.close();
        }
    }

    @BeforeEach
    void open() throws Exception {
        business = TestBusiness.open();
    }

    @AfterEach
    void close() {
        business.close();
    }

    private PhoneOnScreen phone(Look look, String flow, String name) {
        return phone(look, flow, name, business.line(flow, business::key));
    }

    private PhoneOnScreen phone(Look look, String flow, String name, EndpointLine line) {
        return new PhoneOnScreen(browser, look, name, document(flow), line, token);
    }

    private static FlowJson document(String flow) {
        return FlowJson.parse(BookingFlows.flowJson(flow, Language.ENGLISH));
    }

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
                            ".picked-wrong:has-text('letter.pdf'):has-text('Please choose a PDF, or a JPEG, PNG, WebP or HEIC picture.')");
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
                    .flowToken("another")
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
    void keepsItsScreenWhileTheEndpointIsRestarted() throws Exception {
        try (var phone = phone(DESKTOP, "appointments", "restart")) {
            upToDetails(phone);
            phone.type("Name", "Ada Lovelace");
            business.stopServing();
            phone.tap("Continue");
            phone.see("The endpoint is away");
            phone.picture("away");
            assertThat(phone.tab().seriousViolations()).isEmpty();

            business.serveAgain();

            phone.page()
                    .waitForSelector(
                            ".page-notice", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
            assertThat(phone.page().getByLabel("Name").inputValue()).isEqualTo("Ada Lovelace");
            phone.tap("Continue");
            phone.seeTitle("Terms");
            phone.tab().hasNoProblem();
        }
    }

    @ParameterizedTest
    @CsvSource({"ios, light, ltr, 1280", "android, light, ltr, 320", "ios, dark, rtl, 390"})
    void buysSeats(String platform, String theme, String dir, int width) throws Exception {
        try (var phone = phone(new Look(platform, theme, dir, width), "seats", "seats")) {
            phone.open();
            choosePerformance(phone);
            phone.picture("sections");
            phone.choose("Section", "Stalls");
            phone.tick("A1");
            phone.tick("A2");
            phone.picture("seats");
            phone.tap("Hold the seats");
            phone.seeTitle("Your seats");
            phone.type("Name", "Ada Lovelace");
            phone.picture("held");
            business.pass(Duration.ofSeconds(90));
            phone.tap("How much time is left?");
            phone.see("8 min 30 s left");
            phone.tap("Continue");
            phone.seeTitle("Summary");
            phone.picture("summary");
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.tap("Book now");
            phone.see("Response sent");
            phone.page().click("text=View response");
            phone.picture("response");
            phone.tab().hasNoProblem();
        }
        assertThat(business.flows().seatPlan().list(business.now(), 10)).singleElement();
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

    @Test
    void theLoserOfARaceSeesWhatIsStillFree() throws Exception {
        try (var phone = phone(DESKTOP, "seats", "lost-race")) {
            phone.open();
            choosePerformance(phone);
            phone.choose("Section", "Stalls");
            phone.tick("A1");
            var other = business.phone("seats");
            other.submit("PERFORMANCE", Map.of("performance", "tides-1"));
            other.submit("SEATS", Map.of("trigger", "hold", "section", "stalls", "seats", List.of("A1")));

            phone.tap("Hold the seats");

            phone.see("Those seats have just been taken by somebody else.");
            phone.picture("shown");
            assertThat(phone.page().locator(".flow input[value='A1']").count()).isZero();
            assertThat(phone.page().locator(".flow input[value='A2']").count()).isOne();
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.tab().hasNoProblem();
        }
    }

    @Nested
    class WhenSomethingIsWrong {

        @Test
        void fetchesTheKeyAgainAfter421AndSendsOnceMore() throws Exception {
            var keys = new ArrayDeque<>(List.of(BusinessPublicKey.of(PrivateKeys.generate()), business.key()));
            var line = business.line("appointments", keys::remove);
            try (var phone = phone(DESKTOP, "appointments", "key-changed", line)) {
                phone.open();
                phone.seeTitle("Book an appointment");
                phone.picture("opened");
                assertThat(phone.session.exchanges())
                        .extracting(Exchange::status)
                        .containsExactly(421, 200);
                assertThat(keys).isEmpty();
                phone.tab().hasNoProblem();
            }
        }

        @Test
        void disablesTheButtonAfter427() throws Exception {
            try (var first = phone(DESKTOP, "appointments", "booked-before")) {
                upToSummary(first);
                first.tap("Confirm");
                first.see("Response sent");
            }
            try (var phone = phone(DESKTOP, "appointments", "token-spent")) {
                phone.open();
                phone.see("You have booked already: A-");
                phone.picture("message");
                assertThat(phone.tab().seriousViolations()).isEmpty();
                phone.tap("Close");
                phone.page().waitForSelector(".chat-cta:disabled");
                phone.picture("button-disabled");
                assertThat(phone.session.exchanges())
                        .extracting(Exchange::status)
                        .containsExactly(427);
                phone.tab().hasNoProblem();
            }
        }

        @Test
        void offersToTryAgainAfterATimeout() throws Exception {
            var patience = new AtomicReference<>(Duration.ofNanos(1));
            var real = business.line("appointments", business::key);
            EndpointLine hurried = (request, timeout) -> real.send(request, patience.get());
            try (var phone = phone(DESKTOP, "appointments", "timeout", hurried)) {
                phone.open();
                phone.see("did not answer within 10 seconds");
                phone.picture("first-screen");
                patience.set(EndpointLine.TIMEOUT);
                phone.tap("Try again");
                phone.seeTitle("Book an appointment");
                patience.set(Duration.ofNanos(1));
                phone.choose("Department", "Dentistry");
                phone.see("Something went wrong. Please try again later.");
                phone.picture("later-screen");
                assertThat(phone.tab().seriousViolations()).isEmpty();
                phone.tab().hasNoProblem();
            }
        }

        @Test
        void tellsTheEndpointOfAnAnswerThatDoesNotFitItsModel() throws Exception {
            // The phone has another Flow JSON than the endpoint: the time of a hold is a number there.
            var changed = BookingFlows.flowJson("seats", Language.ENGLISH)
                    .replaceAll(
                            "\"time_left\": \\{\\s*\"type\": \"string\",\\s*\"__example__\": \"[^\"]*\"",
                            "\"time_left\": {\"type\": \"number\", \"__example__\": 9");
            var line = business.line("seats", business::key);
            try (var phone =
                    new PhoneOnScreen(browser, DESKTOP, "wrong-answer", FlowJson.parse(changed), line, token)) {
                phone.open();
                choosePerformance(phone);
                phone.choose("Section", "Stalls");
                phone.tick("A1");
                phone.tap("Hold the seats");
                phone.see("'time_left' must be of type number, but is string.");
                phone.picture("shown");
                assertThat(phone.tab().seriousViolations()).isEmpty();
                phone.page().waitForSelector(".purpose:has-text('notification')");
                var notification = phone.session.exchanges().getLast();
                assertThat(sent(notification).get("error")).isEqualTo("payload-schema-error");
                assertThat(notification.status()).isEqualTo(200);
                phone.picture("told");
                phone.tab().hasNoProblem();
            }
        }
    }

    private static Map<?, ?> sent(Exchange exchange) {
        return exchange.request().get("data") instanceof Map<?, ?> data ? data : Map.of();
    }

    private static List<Object> actions(PhoneOnScreen phone) {
        return phone.session.exchanges().stream()
                .map(exchange -> exchange.request().get("action"))
                .toList();
    }

    private static void chooseSlot(PhoneOnScreen phone) {
        phone.choose("Department", "Dentistry");
        phone.chooseFirst("Location");
        phone.chooseFirst("Date");
        phone.chooseFirst("Time");
    }

    private static void upToDetails(PhoneOnScreen phone) {
        phone.open();
        phone.seeTitle("Book an appointment");
        chooseSlot(phone);
        phone.tap("Continue");
        phone.seeTitle("Your details");
    }

    private static void upToSummary(PhoneOnScreen phone) {
        upToDetails(phone);
        phone.type("Name", "Ada Lovelace");
        phone.tap("Continue");
        phone.seeTitle("Terms");
        phone.tick("I have read this and agree");
        phone.tap("Continue");
        phone.seeTitle("Summary");
    }

    private static void choosePerformance(PhoneOnScreen phone) {
        phone.seeTitle("Performances");
        phone.page().locator(".flow input[type=radio]").first().dispatchEvent("click");
        phone.tap("Continue");
        phone.seeTitle("Seats");
    }
}
