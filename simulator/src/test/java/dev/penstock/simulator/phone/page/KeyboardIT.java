package dev.penstock.simulator.phone.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.APIResponse;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Route;
import com.microsoft.playwright.options.AriaRole;
import dev.penstock.simulator.phone.BookingOnAPhone;
import dev.penstock.simulator.phone.OnePhone;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.ScriptedLine;
import dev.penstock.testing.Exchange;
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
    private final PhoneSession session = PhoneSession.builder(BookingOnAPhone.flow("booking.json"))
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
    void keepsTheFocusInAnOpenSheetAndClosesItByEscapeAlways() {
        line.then("APPOINTMENT", CHOICES);
        try (PhonePage page = PhonePage.builder(session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            Page keys = tab.page;
            keys.click(".chat-cta");
            keys.click("button:has-text('Department')");
            focused(keys, "option", "Eyes");
            for (int i = 0; i < 6; i++) {
                keys.keyboard().press(i < 3 ? "Tab" : "Shift+Tab");
                assertThat(keys.evaluate("() => Boolean(document.activeElement.closest('.sheet'))"))
                        .isEqualTo(true);
            }
            assertThat(keys.evaluate("() => document.querySelector('penstock-inspector').inert"))
                    .isEqualTo(true);
            keys.evaluate("() => document.activeElement.blur()");

            keys.keyboard().press("Escape");

            keys.waitForCondition(() -> keys.locator(".sheet").count() == 0);
            focused(keys, "button", "Department");
            assertThat(keys.evaluate("() => document.querySelector('penstock-inspector').inert"))
                    .isEqualTo(false);
        }
    }

    @Test
    void findsAnOptionByItsFirstLetters() {
        line.then("APPOINTMENT", Map.of("departments", departments(), "is_day_open", true));
        try (PhonePage page = PhonePage.builder(session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            Page keys = tab.page;
            keys.click(".chat-cta");
            keys.click("button:has-text('Department')");
            focused(keys, "option", "Eyes");
            keys.keyboard().press("s");
            focused(keys, "option", "Skin");
            keys.keyboard().press("s");
            focused(keys, "option", "Spine");
            keys.keyboard().press("Home");
            focused(keys, "option", "Eyes");
            keys.keyboard().press("End");
            focused(keys, "option", "Teeth");
        }
    }

    private static List<Map<String, Object>> departments() {
        return List.of(
                Map.of("id", "eye", "title", "Eyes"),
                Map.of("id", "ear", "title", "Ears", "enabled", false),
                Map.of("id", "skin", "title", "Skin"),
                Map.of("id", "spine", "title", "Spine"),
                Map.of("id", "teeth", "title", "Teeth"));
    }

    @Test
    void goesThroughTheCalendarByKeys() {
        OnePhone phone = OnePhone.plays(OnePhone.flow("", """
                {"type": "CalendarPicker", "name": "d", "label": "Day", "init-value": "2026-11-24",
                  "unavailable-dates": ["2026-12-01"]}
                """, ""));
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            Page keys = tab.page;
            keys.click("button:has-text('Day')");
            onDay(keys, "2026-11-24");
            press(keys, "ArrowDown", "2026-12-08"); // past a day that is off, into the next month
            press(keys, "ArrowUp", "2026-11-24");
            press(keys, "PageDown", "2026-12-24");
            press(keys, "PageUp", "2026-11-24");
            press(keys, "Home", "2026-11-22");
            press(keys, "End", "2026-11-28");
            press(keys, "ArrowRight", "2026-11-29");
            press(keys, "ArrowRight", "2026-11-30");
            press(keys, "ArrowRight", "2026-12-02");
            press(keys, "ArrowLeft", "2026-11-30");
            assertThat(keys.locator(".day[tabindex='0']").count()).isEqualTo(1);
            keys.keyboard().press("Enter");
            keys.click(".calendar-foot button:has-text('OK')");
            keys.waitForSelector(".field-value:has-text('30 Nov 2026')");
        }
    }

    private static void press(Page page, String key, String day) {
        page.keyboard().press(key);
        onDay(page, day);
    }

    private static void onDay(Page page, String day) {
        page.waitForFunction(
                "(day) => document.activeElement.dataset.day === day",
                day,
                new Page.WaitForFunctionOptions().setTimeout(5_000));
    }

    @Test
    void scrollsALongText() throws IOException {
        OnePhone phone = OnePhone.plays(OnePhone.flow("", """
                {"type": "TextBody", "text": "%s"}
                """.formatted("Terms and conditions. ".repeat(150)), ""));
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            Page keys = tab.page;
            keys.waitForSelector(".screen-body");
            assertThat(tab.seriousViolations()).isEmpty();
            keys.locator(".screen-title").focus();
            keys.keyboard().press("Tab");
            keys.keyboard().press("Tab");
            keys.keyboard().press("End");
            keys.waitForFunction("() => document.querySelector('.screen-body').scrollTop > 100");
        }
    }

    @Test
    void keepsTheOrderOfHeadings() throws IOException {
        OnePhone phone = OnePhone.plays(OnePhone.flow("", """
                {"type": "TextHeading", "text": " "}, {"type": "TextSubheading", "text": "Sub"},
                {"type": "TextBody", "text": "x"}
                """, ""));
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            tab.page.waitForSelector(".screen-body");
            assertThat(tab.page.locator("h2.screen-title").count()).isEqualTo(1);
            assertThat(tab.page.locator(".screen-body :is(h3, h4)").allInnerTexts())
                    .containsExactly("Sub");
            assertThat(tab.page.locator(".screen-body h3").count()).isEqualTo(1);
        }
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
