package dev.penstock.simulator.phone.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import dev.penstock.simulator.phone.OnePhone;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What was seen wrong on the page with small Flows, one each. */
class FaultsOnThePageIT {

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

    @Test
    void showsAPlaceholderWithTheReasonWhereAnImageCannotBeShown() throws IOException {
        try (PhonePage page = PhonePage.builder(OnePhone.plays("image-bad-src.json").session)
                        .start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            tab.page.waitForSelector(".component-Image .no-image:has-text('The image is a web address.')");
            tab.page.waitForSelector(".component-Image img:visible");
            tab.page.waitForSelector(".lint summary");
            tab.page.click(".lint summary");
            tab.page.waitForSelector(".lint code:has-text('IMAGE_NOT_SHOWN')");
            tab.keepPicture("faults-image");
            assertThat(tab.seriousViolations()).isEmpty();
            tab.hasNoProblem();
        }
    }

    @Test
    void savesAStartAloneWhereTheEndIsOptional() {
        OnePhone phone = OnePhone.plays("calendar-range-end-optional.json");
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            tab.page.click("button:has-text('From')");
            tab.page.click("button[aria-label='Next month']");
            tab.page.click(".day:not([disabled]) >> nth=0");
            tab.page.click(".calendar-foot button:has-text('Save')", new Page.ClickOptions().setTimeout(5_000));
            tab.page.click(".foot-button");
            tab.page.waitForSelector("text=Response sent");
        }
        assertThat(phone.session.response().orElseThrow().get("r"))
                .asInstanceOf(org.assertj.core.api.InstanceOfAssertFactories.MAP)
                .containsOnlyKeys("start-date");
    }

    @Test
    void showsTheErrorsOfBothEnds() throws IOException {
        try (PhonePage page = PhonePage.builder(OnePhone.plays("error-message-range-end.json").session)
                        .start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            tab.page.waitForSelector(".range .error:has-text('Bad start')");
            tab.page.waitForSelector(".range .error:has-text('Bad end')");
            tab.keepPicture("faults-range-errors");
            assertThat(tab.seriousViolations()).isEmpty();
        }
    }

    @Test
    void marksWhatWasCut() throws IOException {
        try (PhonePage page = PhonePage.builder(OnePhone.plays("beyond-limits.json").session)
                        .start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            tab.page.waitForSelector(".component-TextHeading.cut");
            assertThat(tab.page.locator(".component-TextHeading h3").innerText())
                    .hasSize(80);
            assertThat(tab.page.locator(".foot-button").innerText()).hasSizeLessThanOrEqualTo(35);
            tab.keepPicture("faults-cut");
            assertThat(tab.seriousViolations()).isEmpty();
        }
    }

    @Test
    void hidesASensitiveAnswerInTheResponse() throws IOException {
        OnePhone phone = OnePhone.plays("sensitive-under-another-payload-key.json");
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            tab.page.fill(".flow input", "s3cret");
            tab.page.click(".foot-button");
            tab.page.click("text=View response");
            tab.page.waitForSelector(".sheet-reply:has-text('••••')");
            Locator sheet = tab.page.locator(".sheet-reply");
            assertThat(sheet.innerText()).doesNotContain("s3cret");
            tab.page.click("text=response_json");
            assertThat(sheet.innerText()).as("what the business gets").contains("s3cret");
            assertThat(tab.seriousViolations()).isEmpty();
        }
        assertThat(phone.session.response().orElseThrow()).containsEntry("code", "s3cret");
    }

    @Test
    void takesNoFurtherBoxWhereEnoughAreTicked() {
        OnePhone phone = OnePhone.plays(OnePhone.flow("", """
                {"type": "CheckboxGroup", "name": "c", "label": "c", "max-selected-items": 1,
                  "data-source": [{"id": "a", "title": "Apples"}, {"id": "b", "title": "Bread"}]}
                """, ""));
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            tab.page.click("input[value=a]");
            tab.page.click("input[value=b]");
            tab.page.waitForSelector(".snackbar:has-text('Choose at most 1.')");
            tab.page.waitForCondition(() -> !tab.page.locator("input[value=b]").isChecked());
            assertThat(tab.page.locator("input[value=a]").isChecked()).isTrue();
        }
        assertThat(phone.session.form()).isEqualTo(Map.of("c", java.util.List.of("a")));
    }
}
