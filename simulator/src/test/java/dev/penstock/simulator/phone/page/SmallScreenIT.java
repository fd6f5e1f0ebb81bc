package dev.penstock.simulator.phone.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ReducedMotion;
import dev.penstock.simulator.phone.BookingOnAPhone;
import dev.penstock.simulator.phone.OnePhone;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.testing.Exchange;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** On small windows the page is the phone; nothing of it is ever outside. */
class SmallScreenIT {

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

    private static int number(Page page, String script) {
        return ((Number) page.evaluate(script)).intValue();
    }

    private static void ends(Page page, String selector, int height) {
        page.waitForFunction(
                "([selector, height]) => document.querySelector(selector).getBoundingClientRect().bottom <= height",
                List.of(selector, height));
    }

    @ParameterizedTest
    @CsvSource({"320, 568", "390, 844", "844, 390", "640, 450", "1280, 600", "1280, 900", "700, 900"})
    void keepsTheFooterInSight(int width, int height) throws IOException {
        OnePhone phone = OnePhone.plays("long-form-first-invalid.json");
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", width, height)) {
            tab.page.waitForSelector(".foot-button");
            ends(tab.page, ".device", height); // once it has come to rest
            ends(tab.page, ".foot-button", height);
            assertThat(number(tab.page, "() => document.querySelector('.screen-body').clientHeight"))
                    .isGreaterThan(120);
            tab.keepPicture("small-%dx%d".formatted(width, height));
            tab.hasNoProblem();
        }
    }

    @ParameterizedTest
    @CsvSource({"320, 568", "844, 390", "640, 450"})
    void isJustThePhoneAndLeadsToTheInspector(int width, int height) throws IOException {
        OnePhone phone = OnePhone.plays("long-form-first-invalid.json");
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", width, height)) {
            tab.page.waitForSelector(".foot-button");
            assertThat(number(tab.page, "() => document.documentElement.scrollHeight"))
                    .isLessThanOrEqualTo(height);
            assertThat(tab.page.locator(".page-bar").isVisible()).isFalse();
            assertThat(tab.seriousViolations()).isEmpty();

            tab.page.click("button[aria-label=Menu]");
            tab.page.click("text=Show the inspector");
            tab.page.waitForSelector(".inspector:visible");
            tab.keepPicture("small-inspector-%dx%d".formatted(width, height));
            assertThat(tab.seriousViolations()).isEmpty();

            tab.page.click("text=Back to the phone");
            tab.page.waitForSelector(".foot-button:visible");
        }
    }

    @Test
    void keepsThePhoneInTheWindowWhileTheEndpointIsAway() throws IOException {
        OnePhone phone = OnePhone.asks(BookingOnAPhone.flow("booking.json"), "APPOINTMENT", BookingOnAPhone.CHOICES);
        for (int i = 0; i < 100; i++) { // the page looks for it once a second
            phone.line.then(new Exchange.Unreachable("Nothing answers at http://127.0.0.1:1/ (connection refused)."));
        }
        phone.session.apply(new PhoneEvent.Select(BookingOnAPhone.DEPARTMENT, "eye", true));
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            tab.page.waitForSelector(".page-notice:has-text('Nothing answers at http://127.0.0.1:1/')");
            assertThat(number(tab.page, "() => document.querySelector('.device').getBoundingClientRect().bottom"))
                    .isLessThanOrEqualTo(900);
            tab.keepPicture("away");
        }
    }

    @Test
    void movesAtOnceWhereMotionIsNotWanted() {
        OnePhone phone = OnePhone.plays("long-form-first-invalid.json");
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            tab.page.emulateMedia(new Page.EmulateMediaOptions().setReducedMotion(ReducedMotion.REDUCE));
            tab.page.reload();
            tab.page.waitForSelector(".flow");
            assertThat(tab.page.evaluate("() => document.querySelector('.flow').getAnimations().length"))
                    .isEqualTo(0);
        }
    }

    @Test
    void scrollsToTheFirstFieldThatIsWrongAndPutsTheFocusThere() {
        OnePhone phone = OnePhone.plays("long-form-first-invalid.json");
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 390, 700)) {
            tab.page.waitForSelector(".foot-button");
            tab.page.evaluate("() => { document.querySelector('.screen-body').scrollTop = 9999; }");

            tab.page.click(".foot-button");

            tab.page.waitForFunction("() => document.activeElement === document.querySelector('.screen-body input')");
            assertThat(number(tab.page, "() => document.activeElement.getBoundingClientRect().top"))
                    .isPositive();
        }
    }

    @Test
    void goesBackInTheFlowByTheBrowsersBack() {
        OnePhone phone = OnePhone.asks(BookingOnAPhone.flow("booking.json"), "APPOINTMENT", BookingOnAPhone.CHOICES);
        phone.session.apply(new PhoneEvent.Close());
        phone.line.then("APPOINTMENT", BookingOnAPhone.CHOICES);
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 390, 844)) {
            tab.page.click(".chat-cta");
            tab.page.click("button:has-text('Department')");
            tab.page.waitForSelector(".sheet-list");

            tab.page.goBack();
            tab.page.waitForCondition(() -> tab.page.locator(".sheet-list").count() == 0);
            assertThat(tab.page.locator(".flow").count())
                    .as("the Flow stays open")
                    .isEqualTo(1);

            phone.line.then("APPOINTMENT", BookingOnAPhone.CHOICES).then("SUMMARY", Map.of("text", "Ears"));
            tab.page.click("button:has-text('Department')");
            tab.page.click(".sheet-list >> text=Ears");
            tab.page.click("button:has-text('Day')");
            tab.page.click("button[aria-label='Next month']");
            tab.page.click(".day:not([disabled]) >> nth=0");
            tab.page.click(".calendar-foot button:has-text('OK')");
            tab.page.click(".foot-button");
            tab.page.waitForSelector(".screen-title:has-text('Summary')");
            phone.line.then("APPOINTMENT", BookingOnAPhone.CHOICES);

            tab.page.goBack();
            tab.page.waitForSelector(".screen-title:has-text('Appointment')");

            tab.page.goBack();
            tab.page.waitForSelector(".chat-cta:visible");
            tab.page.waitForCondition(() -> tab.page.locator(".flow").count() == 0);
            assertThat(phone.session.isOpen()).isFalse();
            assertThat(tab.page.url()).startsWith("http://127.0.0.1:");
            tab.hasNoProblem();
        }
    }

    @Test
    void followsTheChatToItsNewestMessage() {
        OnePhone phone = OnePhone.plays(OnePhone.flow("", "{\"type\": \"TextBody\", \"text\": \"x\"}", ""));
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 800)) {
            for (int i = 1; i <= 4; i++) {
                tab.page.click(".foot-button");
                tab.page.waitForSelector(".bubble-out >> nth=" + (i - 1));
                phone.session.restart();
                tab.page.waitForSelector(".bubble-in >> nth=" + i);
                if (i < 4) {
                    tab.page.click(".chat-cta:not(:disabled) >> nth=-1");
                    phone.session.apply(new PhoneEvent.Open());
                }
            }
            tab.page.waitForFunction("""
                    () => {
                      const log = document.querySelector('.chat-log');
                      return log.scrollHeight > log.clientHeight
                          && log.scrollTop + log.clientHeight >= log.scrollHeight - 2;
                    }
                    """);
        }
    }
}
