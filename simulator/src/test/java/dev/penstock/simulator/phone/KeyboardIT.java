package dev.penstock.simulator.phone;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.penstock.simulator.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page for those who use no mouse, and for those who hear it: everything by keys, and by roles and names. */
class KeyboardIT {

    private static final Map<String, Object> CHOICES = Map.of(
            "departments",
            List.of(Map.of("id", "eye", "title", "Eyes"), Map.of("id", "ear", "title", "Ears")),
            "is_day_open",
            true);

    private static Browser browser;

    private final ScriptedLine line = new ScriptedLine();
    private final PhoneSession session = PhoneSession.builder(PhoneSessionTest.flow("booking.json"))
            .line(line)
            .build();

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

    @ParameterizedTest
    @ValueSource(strings = {"platform=android&theme=light", "platform=ios&theme=dark"})
    void playsAFlowWithoutAMouse(String look) throws IOException {
        line.then("APPOINTMENT", CHOICES).then("APPOINTMENT", CHOICES).then("SUMMARY", Map.of("text", "Ears"));
        line.then(new Exchange.Answered(
                200,
                Map.of(
                        "screen",
                        "SUCCESS",
                        "data",
                        Map.of("extension_message_response", Map.of("params", Map.of("booking", "B-19"))))));
        try (PhonePage page = PhonePage.builder(session).start();
                Browser.Tab tab = browser.open(page, look, 1280, 900)) {
            Page keys = tab.page;
            keys.locator(".chat-cta").focus();
            keys.keyboard().press("Enter");
            focused(keys, "heading", "Appointment");

            keys.keyboard().press("Tab");
            keys.keyboard().press("Tab");
            focused(keys, "button", "Department");
            keys.keyboard().press("Enter");
            focused(keys, "option", "Eyes");
            assertThat(tab.seriousViolations()).isEmpty();
            keys.keyboard().press("Escape");
            focused(keys, "button", "Department");
            keys.keyboard().press("Enter");
            focused(keys, "option", "Eyes");
            keys.keyboard().press("ArrowDown");
            focused(keys, "option", "Ears");
            keys.keyboard().press("Enter");
            keys.waitForSelector(".field-value:has-text('Ears')");
            focused(keys, "button", "Department");

            keys.keyboard().press("Tab");
            focused(keys, "button", "Day");
            keys.keyboard().press("Enter");
            keys.waitForSelector(".sheet-calendar");
            assertThat(tab.seriousViolations()).isEmpty();
            keys.waitForFunction("() => document.activeElement.matches('.day')");
            String first = name(keys);
            keys.keyboard().press("ArrowRight");
            assertThat(name(keys)).isNotEqualTo(first);
            keys.keyboard().press("Enter");
            keys.getByRole(
                            AriaRole.BUTTON,
                            new Page.GetByRoleOptions().setName("OK").setExact(true))
                    .press("Enter");
            focused(keys, "button", "Day");

            keys.keyboard().press("Tab");
            keys.keyboard().type("ada@example.com");
            keys.keyboard().press("Tab");
            assertThat(keys.getByLabel("Email").inputValue()).isEqualTo("ada@example.com");
            focused(keys, "button", "Continue");
            keys.keyboard().press("Enter");
            focused(keys, "heading", "Summary");
            keys.locator(".foot-button").press("Enter");
            keys.waitForSelector("text=Response sent");
            tab.hasNoProblem();
        }
        assertThat(line.asked.get(2).get("data").toString()).contains("ada@example.com");
        assertThat(session.response().orElseThrow()).containsEntry("booking", "B-19");
    }

    /** Waits until the element with this role and name has the focus. */
    private static void focused(Page page, String role, String name) {
        Locator wanted = page.locator("penstock-phone")
                .getByRole(AriaRole.valueOf(role.toUpperCase(java.util.Locale.ROOT)))
                .filter(new Locator.FilterOptions().setHasText(name));
        page.waitForFunction(
                "(element) => document.activeElement === element",
                wanted.first().elementHandle());
    }

    private static String name(Page page) {
        return String.valueOf(page.evaluate("() => document.activeElement.getAttribute('aria-label')"));
    }

    @Test
    void drawsWhatCameWhileAnEventWasOnItsWay() {
        line.then("APPOINTMENT", CHOICES);
        try (PhonePage page = PhonePage.builder(session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            var held = new AtomicReference<Route>();
            tab.page.route("**/api/event", held::set);
            tab.page.click(".chat-cta");
            tab.page.waitForCondition(() -> held.get() != null);
            APIResponse late = held.get().fetch();

            tab.page.waitForResponse(
                    "**/api/state*",
                    () -> session.apply(
                            new PhoneEvent.Change("screens[0].layout.children[0].children[2]", "ada@example.com")));
            held.get().fulfill(new Route.FulfillOptions().setResponse(late));

            tab.page.waitForFunction(
                    "() => document.querySelector('.flow input')?.value === 'ada@example.com'",
                    null,
                    new Page.WaitForFunctionOptions().setTimeout(5_000));
        }
    }
}
