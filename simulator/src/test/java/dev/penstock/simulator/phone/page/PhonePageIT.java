package dev.penstock.simulator.phone.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.FilePayload;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.BookingOnAPhone;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.PickedFile;
import dev.penstock.simulator.phone.ScriptedLine;
import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PhonePageIT {

    private static final Map<String, Object> CHOICES = Map.of(
            "departments",
            List.of(Map.of("id", "eye", "title", "Eyes"), Map.of("id", "ear", "title", "Ears")),
            "is_day_open",
            true);

    private static Browser browser;

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

    /** Every pair of platform, theme and direction is among them. */
    @ParameterizedTest
    @CsvSource({"android, light, ltr, 1280", "android, dark, rtl, 320", "ios, light, rtl, 390", "ios, dark, ltr, 1280"})
    void drawsEveryComponentAccessibly(String platform, String theme, String dir, int width) throws IOException {
        FlowJson flow = BookingOnAPhone.flow("every-component.json");
        for (var screen : flow.screens()) {
            PhoneSession session =
                    PhoneSession.builder(flow).startOn(screen.id(), Map.of()).build();
            session.apply(new PhoneEvent.Open());
            String look = "platform=%s&theme=%s&dir=%s".formatted(platform, theme, dir);
            try (PhonePage page = PhonePage.builder(session).start();
                    Browser.Tab tab = browser.open(page, look, width, 900)) {
                tab.page.waitForSelector(".screen-body");
                tab.page.waitForTimeout(300);
                tab.keepPicture(String.join("-", "every", screen.id(), platform, theme, dir));
                assertThat(tab.seriousViolations()).as(screen.id()).isEmpty();
                assertThat(sidewaysRoom(tab.page)).as("room to scroll sideways").isLessThanOrEqualTo(0);
                tab.hasNoProblem();
            }
        }
    }

    private static int sidewaysRoom(Page page) {
        return ((Number) page.evaluate("() => document.documentElement.scrollWidth - innerWidth")).intValue();
    }

    @Test
    void playsABookingAgainstAStrangersEndpoint() throws Exception {
        KeyPair keys = keys();
        try (StrangersEndpoint stranger = StrangersEndpoint.start(keys);
                var line = EncryptingLine.to(stranger.uri(), BusinessPublicKey.of((RSAPublicKey) keys.getPublic()))
                        .open();
                var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            PhoneSession session = PhoneSession.builder(BookingOnAPhone.flow("booking.json"))
                    .line(line)
                    .executor(threads)
                    .flowToken("t-7f3c")
                    .build();
            try (PhonePage page = PhonePage.builder(session).start();
                    Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
                tab.keepPicture("booking-1-chat");
                tab.page.click(".chat-cta");
                choose(tab.page, "Ears");
                pickFirstOpenDay(tab.page);
                tab.page.click(".foot-button");
                tab.page.waitForSelector("text=That day is full.");
                tab.keepPicture("booking-2-field-error");
                choose(tab.page, "Eyes");
                tab.page.click(".foot-button");
                tab.page.waitForSelector("text=You chose eye on");
                tab.keepPicture("booking-3-summary");
                tab.page.click("button[aria-label=Back]");
                tab.page.waitForSelector("text=Department");
                tab.page.click(".foot-button");
                tab.page.waitForSelector("text=You chose eye on");
                tab.page.click(".foot-button");
                tab.page.waitForSelector("text=Response sent");
                tab.page.click("text=View response");
                tab.page.waitForSelector("text=response_json");
                tab.keepPicture("booking-4-response");
                assertThat(tab.seriousViolations()).isEmpty();
                tab.hasNoProblem();
            }
            assertThat(session.response()).contains(Map.of("flow_token", "t-7f3c", "booking", "B-19"));
        }
    }

    private static void choose(Page page, String title) {
        page.click("button:has-text('Department')");
        page.click(".sheet-list >> text=" + title);
        page.waitForSelector(".field-value:has-text('" + title + "')");
        page.waitForSelector(".progress", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
    }

    private static void pickFirstOpenDay(Page page) {
        page.click("button:has-text('Day')");
        page.click("button[aria-label='Next month']");
        page.click(".day:not([disabled]) >> nth=0");
        page.click(".calendar-foot button:has-text('OK')");
    }

    @Test
    void showsWhatGoesWrong() throws IOException {
        var line = new ScriptedLine()
                .then(new Exchange.TimedOut())
                .then("APPOINTMENT", CHOICES)
                .then("DONE", Map.of("number", 1));
        PhoneSession session = PhoneSession.builder(BookingOnAPhone.flow("booking.json"))
                .line(line)
                .build();
        try (PhonePage page = PhonePage.builder(session).start();
                Browser.Tab tab = browser.open(page, "platform=ios&theme=light", 1280, 900)) {
            tab.page.click(".chat-cta");
            tab.page.waitForSelector("text=did not answer within 10 seconds");
            tab.keepPicture("wrong-1-timeout");
            tab.page.click("button:has-text('Try again')");
            tab.page.waitForSelector(".component-Dropdown");
            tab.page.click("button:has-text('Department')");
            tab.page.click(".sheet-list >> text=Eyes");
            tab.page.waitForSelector("text=no way from screen APPOINTMENT to screen DONE");
            tab.page.waitForSelector(".finding >> text=invalid-screen-transition");
            tab.keepPicture("wrong-2-transition");
            tab.page.click(".finding .line-link");
            tab.page.waitForSelector(".source-line-lit");
            tab.keepPicture("wrong-3-line");
            assertThat(tab.seriousViolations()).isEmpty();
            tab.hasNoProblem();
        }
    }

    @Test
    void followsTheFileAndShowsWhatTheLinterFinds(@TempDir Path folder) throws IOException {
        String good = BookingOnAPhone.flow("booking.json").source();
        Path file = folder.resolve("booking.json");
        Files.writeString(file, good);
        PhoneSession session = PhoneSession.builder(FlowJson.parse(good)).build();
        try (PhonePage page = PhonePage.builder(session).following(file).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            assertThat(tab.page.locator(".lint").count()).isZero();

            change(file, good.replace("\"required\"", "\"requierd\""));
            tab.page.waitForSelector(".lint summary");
            tab.page.click(".lint summary");
            tab.page.waitForSelector(".lint code:has-text('INVALID_PROPERTY_KEY')");
            tab.page.click(".lint .line-link >> nth=0");
            tab.page.waitForSelector(".source-line-lit:has-text('requierd')");
            tab.keepPicture("lint-1-finding");
            assertThat(tab.seriousViolations()).isEmpty();

            change(file, good.substring(0, 100));
            tab.page.waitForSelector(".lint code:has-text('INVALID_FLOW_JSON')");
            assertThat(session.flow().source())
                    .as("the last readable one is played on")
                    .contains("requierd");

            change(file, good);
            tab.page.waitForSelector(
                    ".lint", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
            tab.hasNoProblem();
        }
    }

    /** Saves a file so that its time differs even where clocks of files are coarse. */
    private static void change(Path file, String text) throws IOException {
        FileTime before = Files.getLastModifiedTime(file);
        Files.writeString(file, text);
        Files.setLastModifiedTime(file, FileTime.fromMillis(before.toMillis() + 2_000));
    }

    @Test
    void disablesTheButtonAfter427() throws IOException {
        var line =
                new ScriptedLine().then(new Exchange.Answered(427, Map.of("error_msg", "This booking is complete.")));
        PhoneSession session = PhoneSession.builder(BookingOnAPhone.flow("booking.json"))
                .line(line)
                .build();
        try (PhonePage page = PhonePage.builder(session).start();
                Browser.Tab tab = browser.open(page, "theme=dark", 1280, 900)) {
            tab.page.click(".chat-cta");
            tab.page.waitForSelector("text=This booking is complete.");
            tab.page.click(".screen-wait button");
            tab.page.waitForSelector(".chat-cta:disabled");
            tab.keepPicture("wrong-4-expired");
            tab.hasNoProblem();
        }
    }

    @Test
    void takesPhotosAndKeepsThemOnLoopback() throws IOException {
        PhoneSession session = PhoneSession.builder(BookingOnAPhone.flow("every-component.json"))
                .startOn("MEDIA", Map.of())
                .build();
        session.apply(new PhoneEvent.Open());
        try (PhonePage page = PhonePage.builder(session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 440, 900)) {
            tab.page.setInputFiles(
                    "input[type=file]",
                    new FilePayload("garden.jpg", "image/jpeg", new byte[] {(byte) 0xFF, (byte) 0xD8, 1}));
            tab.page.waitForSelector("text=garden.jpg");
            tab.keepPicture("media");
            var picked = (PickedFile) ((List<?>) session.form().getOrDefault("photo", List.of())).getFirst();
            assertThat(picked.cdnUrl()).startsWith("http://127.0.0.1:" + page.port() + "/media/");
            tab.page.click(".foot-button");
            tab.page.waitForSelector("text=Response sent");
            tab.hasNoProblem();
        }
        assertThat(session.response().orElseThrow().get("photo").toString()).contains("garden.jpg");
    }

    private static KeyPair keys() throws Exception {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        return generator.generateKeyPair();
    }

    /** An endpoint in Node that knows nothing of Penstock. */
    private record StrangersEndpoint(Process process, URI uri) implements AutoCloseable {

        static StrangersEndpoint start(KeyPair keys) throws Exception {
            Path script = Path.of(PhonePageIT.class.getResource("endpoint.mjs").toURI());
            Process process;
            try {
                process = new ProcessBuilder("node", script.toString())
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
            } catch (IOException missing) {
                return Assumptions.abort("Skipped: this test needs Node to run an endpoint that is not ours.");
            }
            String pem = "-----BEGIN PRIVATE KEY-----\n"
                    + Base64.getMimeEncoder().encodeToString(keys.getPrivate().getEncoded())
                    + "\n-----END PRIVATE KEY-----\n";
            try (var out = process.getOutputStream()) {
                out.write(pem.getBytes(StandardCharsets.US_ASCII));
            }
            var lines = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
            return new StrangersEndpoint(process, URI.create("http://127.0.0.1:" + lines.readLine() + "/"));
        }

        @Override
        public void close() {
            process.destroy();
        }
    }
}
