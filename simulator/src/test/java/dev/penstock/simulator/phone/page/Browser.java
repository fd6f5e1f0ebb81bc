package dev.penstock.simulator.phone.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Assumptions;

/**
 * The system's Chromium, for tests that look at the page as a person would. Other modules use it through the test jar.
 */
public final class Browser implements AutoCloseable {

    private static final Path CHROMIUM = Path.of("/usr/bin/chromium");
    private static final Path PICTURES = Path.of("target", "screenshots");

    private final Playwright playwright;
    private final com.microsoft.playwright.Browser chromium;

    private Browser(Playwright playwright, com.microsoft.playwright.Browser chromium) {
        this.playwright = playwright;
        this.chromium = chromium;
    }

    /** Starts Chromium; skips the tests, saying so, where there is none. */
    public static Browser start() {
        Assumptions.assumeTrue(
                Files.isExecutable(CHROMIUM),
                "Skipped: these tests need Chromium at " + CHROMIUM + " (package chromium).");
        Playwright playwright = Playwright.create(
                new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1")));
        return new Browser(
                playwright,
                playwright
                        .chromium()
                        .launch(new BrowserType.LaunchOptions()
                                .setExecutablePath(CHROMIUM)
                                .setArgs(List.of(
                                        "--no-sandbox",
                                        "--disable-gpu",
                                        "--disable-quic",
                                        "--no-first-run",
                                        "--disable-background-networking",
                                        "--disable-component-update",
                                        "--disable-sync"))));
    }

    /** Opens a page in a tab of its own, with the look in the words of the page's settings. */
    public Tab open(PhonePage page, String look, int width, int height) {
        Page tab =
                chromium.newPage(new com.microsoft.playwright.Browser.NewPageOptions().setViewportSize(width, height));
        return new Tab(tab, page.uri() + "#" + look);
    }

    /** A browser that has seen nothing yet. */
    BrowserContext fresh() {
        return chromium.newContext();
    }

    @Override
    public void close() {
        chromium.close();
        playwright.close();
    }

    /** One tab, which listens for anything that goes wrong in the page. */
    public static final class Tab implements AutoCloseable {

        public final Page page;
        private final List<String> problems = new ArrayList<>();

        private Tab(Page page, String address) {
            this.page = page;
            page.onConsoleMessage(message -> {
                if (message.type().equals("error") || message.type().equals("warning")) {
                    problems.add(message.text());
                }
            });
            page.onPageError(problems::add);
            page.onRequest(request -> {
                if (!request.url().startsWith("http://127.0.0.1:")
                        && !request.url().startsWith("blob:")) {
                    problems.add("Request to " + request.url());
                }
            });
            page.navigate(
                    address,
                    new Page.NavigateOptions()
                            .setWaitUntil(com.microsoft.playwright.options.WaitUntilState.DOMCONTENTLOADED));
            page.waitForSelector(".screen-body, .chat-cta");
        }

        /** Fails if the console said something or a request left this machine. */
        public void hasNoProblem() {
            assertThat(problems).isEmpty();
        }

        /** Keeps a screenshot in {@code target/screenshots}. */
        public void keepPicture(String name) throws IOException {
            Files.createDirectories(PICTURES);
            page.screenshot(new Page.ScreenshotOptions().setPath(PICTURES.resolve(name + ".png")));
        }

        /** The rules that are broken in a serious or critical way, each with the first element that breaks it. */
        public List<String> seriousViolations() throws IOException {
            try (InputStream axe = Objects.requireNonNull(Browser.class.getResourceAsStream("/axe.min.js"))) {
                page.evaluate(new String(axe.readAllBytes(), StandardCharsets.UTF_8));
            }
            Object found = page.evaluate("""
                    async () => (await axe.run(document, { resultTypes: ["violations"] })).violations
                        .filter((each) => ["serious", "critical"].includes(each.impact))
                        .map((each) => each.id + ": " + each.nodes[0].html.slice(0, 200) + " " + each.nodes[0].failureSummary)
                    """);
            List<String> violations = new ArrayList<>();
            ((List<?>) found).forEach(each -> violations.add(each.toString()));
            return violations;
        }

        @Override
        public void close() {
            page.close();
        }
    }
}
