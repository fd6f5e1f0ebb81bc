package dev.penstock.simulator.phone.page;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Measures the phone in Chromium and prints what it finds: how long after {@code penstock dev} has said where the phone
 * is something is painted, each time in a new process, and what a change of screen costs beside the endpoint's own
 * time. Run by {@code benchmarks/phone.sh}.
 */
public final class PhoneTimes {

    private static final Pattern ADDRESS = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/\\?token=\\S+");
    private static final Pattern ENDPOINT = Pattern.compile("http://127\\.0\\.0\\.1:\\d+/flows/appointments");

    /** Clicks, and waits for the title of another screen and the frame that shows it. */
    private static final String CHANGE = """
            ([click, title]) => new Promise((done) => {
              const shown = () => document.querySelector(".screen-title")?.textContent === title;
              const started = performance.now();
              const watch = new MutationObserver(() => {
                if (shown()) {
                  watch.disconnect();
                  requestAnimationFrame(() => setTimeout(() => done(performance.now() - started)));
                }
              });
              watch.observe(document.querySelector("penstock-phone"), { childList: true, subtree: true, characterData: true });
              document.querySelector(click).click();
            })
            """;

    /** The newest exchange's time as the inspector has it. */
    private static final String ENDPOINT_TIME = """
            async () => {
              const headers = { "X-Penstock-Token": sessionStorage.getItem("penstock-token") };
              return (await (await fetch("/api/state?after=-1", { headers })).json()).inspector.exchanges.at(-1).ms;
            }
            """;

    private PhoneTimes() {}

    /**
     * Measures.
     *
     * @param arguments how often; the Flow JSON of the appointments; a directory for keys and data; then the command
     *     {@code penstock}, word by word
     */
    public static void main(String[] arguments) throws Exception {
        int rounds = Integer.parseInt(arguments[0]);
        String home = arguments[2];
        List<String> penstock = List.of(arguments).subList(3, arguments.length);
        try (Browser browser = Browser.start();
                Command demo = Command.start(penstock, "demo", "--port", "0", "--home", home)) {
            String endpoint = demo.wait(ENDPOINT);
            String phone = demo.wait(ADDRESS);
            firstPaint(
                    browser, rounds, penstock, "dev", "--flow-json", arguments[1], "--url", endpoint, "--home", home);
            changes(browser, phone, 10 * rounds);
        }
    }

    private static void firstPaint(Browser browser, int rounds, List<String> penstock, String... dev) throws Exception {
        List<Double> painted = new ArrayList<>();
        List<Double> asked = new ArrayList<>();
        List<Double> usable = new ArrayList<>();
        for (int i = 0; i < rounds; i++) {
            try (Command command = Command.start(penstock, dev);
                    BrowserContext fresh = browser.fresh()) {
                String address = command.wait(ADDRESS);
                double ready = System.currentTimeMillis();
                Page page = fresh.newPage();
                page.navigate(address);
                page.waitForSelector(".chat-cta");
                usable.add(System.currentTimeMillis() - ready);
                double origin = number(page.evaluate("() => performance.timeOrigin"));
                asked.add(origin - ready);
                painted.add(origin
                        + number(page.evaluate(
                                "() => performance.getEntriesByName('first-contentful-paint')[0].startTime"))
                        - ready);
            }
        }
        print("First paint after the command is ready", painted);
        print("  of that the browser, until it asks", asked);
        print("Chat to be tapped after the command is ready", usable);
    }

    private static void changes(Browser browser, String address, int count) {
        try (BrowserContext fresh = browser.fresh()) {
            Page page = fresh.newPage();
            page.navigate(address);
            page.click(".chat-cta");
            for (String label : List.of("Department", "Location", "Date", "Time")) {
                page.click(".flow button:has-text('" + label + "')");
                String words = page.innerText(".sheet [role=option]:not([disabled]) .choice-title >> nth=0");
                page.click(".sheet [role=option]:not([disabled]) >> nth=0");
                page.waitForSelector(".field-value:has-text('" + words + "')");
                page.waitForFunction("() => !document.querySelector('.progress')");
            }
            List<Double> whole = new ArrayList<>();
            List<Double> endpoint = new ArrayList<>();
            List<Double> beside = new ArrayList<>();
            for (int i = 0; i < count + 10; i++) {
                boolean isForth = i % 2 == 0;
                String click = isForth ? ".foot-button" : ".bar-button[aria-label=Back]";
                double took =
                        number(page.evaluate(CHANGE, List.of(click, isForth ? "Your details" : "Book an appointment")));
                double theirs = number(page.evaluate(ENDPOINT_TIME));
                if (i >= 10) { // the first ones warm up both sides
                    whole.add(took);
                    endpoint.add(theirs);
                    beside.add(took - theirs);
                }
            }
            print("Change of screen, from the click to the frame", whole);
            print("  of that the endpoint, encryption included", endpoint);
            print("  of that the phone and the page", beside);
        }
    }

    private static double number(Object value) {
        return ((Number) value).doubleValue();
    }

    private static void print(String what, List<Double> times) {
        List<Double> sorted = times.stream().sorted().toList();
        System.out.printf(
                Locale.ROOT,
                "%-48s median %5.0f ms, worst %5.0f ms, of %d%n",
                what,
                sorted.get(sorted.size() / 2),
                sorted.getLast(),
                sorted.size());
    }

    /** A command that is running, and the lines it prints. */
    private record Command(Process process, BufferedReader lines) implements AutoCloseable {

        static Command start(List<String> penstock, String... arguments) throws IOException {
            List<String> words = new ArrayList<>(penstock);
            words.addAll(List.of(arguments));
            Process process = new ProcessBuilder(words)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            return new Command(
                    process,
                    new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8)));
        }

        /** Waits until the command has printed something. */
        String wait(Pattern pattern) throws IOException {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                Matcher matcher = pattern.matcher(line);
                if (matcher.find()) {
                    return matcher.group();
                }
            }
            throw new IOException("The command ended without the line that was waited for.");
        }

        @Override
        public void close() throws IOException {
            process.destroy();
            lines.close();
        }
    }
}
