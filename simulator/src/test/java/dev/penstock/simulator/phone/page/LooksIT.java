package dev.penstock.simulator.phone.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.options.BoundingBox;
import dev.penstock.simulator.phone.OnePhone;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a person would see to be otherwise than in WhatsApp: weights, distances, signs. */
class LooksIT {

    private static final String PNG =
            "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAQAAAC1HAwCAAAAC0lEQVR42mNk+A8AAQUBAScY42YAAAAASUVORK5CYII=";

    private static final String COMPONENTS = """
            {"type": "TextHeading", "text": "Pizza"},
            {"type": "TextSubheading", "text": "How large is it?"},
            {"type": "RadioButtonsGroup", "name": "size", "label": "Size", "data-source": [
              {"id": "s", "title": "Small"}, {"id": "l", "title": "Large", "enabled": false}]},
            {"type": "ChipsSelector", "name": "chips", "label": "More", "data-source": [
              {"id": "a", "title": "Day"}, {"id": "b", "title": "Evening", "enabled": false}]},
            {"type": "Dropdown", "name": "town", "label": "Town", "data-source": [
              {"id": "l", "title": "Leeds"}, {"id": "y", "title": "York"}]},
            {"type": "CalendarPicker", "name": "stay", "mode": "range", "title": "Stay", "description": "Your nights",
              "label": {"start-date": "From", "end-date": "Until"}, "helper-text": {"start-date": "The first day"}},
            {"type": "TextInput", "name": "place", "label": "Place"},
            {"type": "TextInput", "name": "mail", "label": "Mail", "input-type": "email"},
            {"type": "TextInput", "name": "phone", "label": "Phone", "input-type": "phone"},
            {"type": "TextInput", "name": "count", "label": "Count", "input-type": "number"},
            {"type": "TextInput", "name": "secret", "label": "Secret", "input-type": "passcode"},
            {"type": "TextArea", "name": "note", "label": "Note"}
            """;

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

    /** What is looked at in a tab. */
    private interface Look {

        void at(Browser.Tab tab) throws IOException;
    }

    private static void looking(String components, String look, Look done) throws IOException {
        OnePhone phone = OnePhone.plays(OnePhone.flow("", components, ""));
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, look, 1280, 900)) {
            tab.page.waitForSelector(".foot-button");
            done.at(tab);
        }
    }

    private static String style(Browser.Tab tab, String selector, String property) {
        return String.valueOf(tab.page
                .locator(selector)
                .first()
                .evaluate("(each, name) => getComputedStyle(each).getPropertyValue(name)", property));
    }

    private static BoundingBox box(Browser.Tab tab, String selector) {
        return tab.page.locator(selector).first().boundingBox();
    }

    @ParameterizedTest
    @ValueSource(strings = {"android", "ios"})
    void headingsAndLabelsOfGroupsAreBold(String platform) throws IOException {
        looking(COMPONENTS, "platform=" + platform, tab -> {
            for (String selector : new String[] {
                ".text-TextHeading .text-heading", ".text-TextSubheading .text-heading", ".choices-label"
            }) {
                assertThat(Integer.parseInt(style(tab, selector, "font-weight")))
                        .as(selector)
                        .isGreaterThanOrEqualTo(600);
            }
            assertThat(Integer.parseInt(style(tab, ".choice-title", "font-weight")))
                    .isLessThan(500);
            tab.keepPicture("looks-" + platform);
        });
    }

    @Test
    void aListStandsAsFarFromTheEdgeAsItsTitle() throws IOException {
        looking(COMPONENTS, "platform=android", tab -> {
            tab.page.click("button:has-text('Town')");
            tab.page.waitForSelector(".sheet .choice");
            tab.page.waitForFunction("() => document.getAnimations().length === 0");

            assertThat(box(tab, ".sheet .choice").x - box(tab, ".sheet").x).isBetween(14.0, 24.0);
            assertThat(box(tab, ".sheet .choice").x).isCloseTo(box(tab, ".sheet h2").x, within(2));
            tab.keepPicture("looks-list");
        });
    }

    private static org.assertj.core.data.Offset<Double> within(double pixels) {
        return org.assertj.core.api.Assertions.within(pixels);
    }

    @Test
    void oneDotSaysWhichPictureIsShown() throws IOException {
        String image = "{\"src\": \"%s\", \"alt-text\": \"x\"}".formatted(PNG);
        String carousel = "{\"type\": \"ImageCarousel\", \"images\": [%s, %s, %s]}".formatted(image, image, image);
        looking(carousel, "platform=android", tab -> {
            Locator dots = tab.page.locator(".carousel-dots button");
            assertThat(style(tab, ".carousel-dots button:nth-child(1)", "opacity"))
                    .isEqualTo("1");

            dots.nth(2).click();
            tab.page.waitForSelector(".carousel-dots button:nth-child(3)[aria-current=true]");

            assertThat(style(tab, ".carousel-dots button:nth-child(3)", "opacity"))
                    .isEqualTo("1");
            assertThat(Double.parseDouble(style(tab, ".carousel-dots button:nth-child(1)", "opacity")))
                    .isLessThan(0.5);
            assertThat(tab.page.locator(".carousel-dots [aria-current=true]").count())
                    .isEqualTo(1);
        });
    }

    @Test
    void theEndsOfARangeLieOnNothing() throws IOException {
        looking(COMPONENTS, "platform=android", tab -> {
            Locator labels = tab.page.locator(".range .field-label");
            for (int i = 0; i < labels.count(); i++) {
                Object covers = labels.nth(i).evaluate("""
                        (label) => {
                          const own = label.getBoundingClientRect();
                          return [...label.closest(".range").querySelectorAll("h3, p, .hint span")]
                            .filter((each) => each.textContent.trim())
                            .map((each) => each.getBoundingClientRect())
                            .some((each) => each.bottom > own.top && each.top < own.bottom);
                        }""");
                assertThat(covers).isEqualTo(false);
            }
            assertThat(labels.count()).isEqualTo(2);
        });
    }

    @Test
    void theChatOfEachPlatformHasItsOwnArrow() throws IOException {
        String[] arrows = new String[2];
        for (String platform : new String[] {"android", "ios"}) {
            looking(COMPONENTS, "platform=" + platform, tab -> {
                tab.page.waitForSelector(
                        ".chat-back path",
                        new com.microsoft.playwright.Page.WaitForSelectorOptions()
                                .setState(com.microsoft.playwright.options.WaitForSelectorState.ATTACHED));
                arrows[platform.equals("ios") ? 1 : 0] =
                        tab.page.locator(".chat-back path").first().getAttribute("d");
            });
        }
        assertThat(arrows[0]).isNotBlank().isNotEqualTo(arrows[1]);
    }

    @Test
    void theMenuOfAndroidStandsBelowItsButton() throws IOException {
        looking(COMPONENTS, "platform=android", tab -> {
            tab.page.click(".screen-bar .bar-button >> nth=-1");
            tab.page.waitForSelector(".sheet-menu");

            BoundingBox stage = box(tab, ".device-stage");
            BoundingBox menu = box(tab, ".sheet-menu");
            assertThat(menu.y - stage.y).isLessThan(100);
            assertThat(menu.width).isLessThan(stage.width * 0.8);
        });
    }

    @Test
    void learnMoreDoesSomething() throws IOException {
        looking(COMPONENTS, "platform=android", tab -> {
            tab.page.click("button:has-text('Learn more')");
            tab.page.waitForSelector(".sheet");
        });
    }

    @Test
    void whatCannotBeChosenLosesTheRingOfWhatCan() throws IOException {
        looking(COMPONENTS, "platform=android", tab -> {
            assertThat(style(tab, ".choice-off .mark", "border-top-color"))
                    .isNotEqualTo(style(tab, ".choice:not(.choice-off) .mark", "border-top-color"));
            assertThat(style(tab, ".choice-off .choice-title", "color"))
                    .isNotEqualTo(style(tab, ".choice:not(.choice-off) .choice-title", "color"));
            assertThat(style(tab, ".chip-off", "border-top-color"))
                    .isNotEqualTo(style(tab, ".chip:not(.chip-off)", "border-top-color"));
            assertThat(style(tab, ".chip-off", "color")).isNotEqualTo(style(tab, ".chip:not(.chip-off)", "color"));
        });
    }

    /** Chromium sets telephone numbers from left to right, whatever the page does. */
    @ParameterizedTest
    @CsvSource({"rtl, right", "ltr, left"})
    void whatIsTypedStandsOnTheSideOfItsLabel(String dir, String side) throws IOException {
        looking(COMPONENTS, "platform=android&dir=" + dir, tab -> {
            Locator fields = tab.page.locator(".field:has(:is(input, textarea))");
            assertThat(fields.count()).isEqualTo(6);
            for (int i = 0; i < fields.count(); i++) {
                Locator entry = fields.nth(i).locator("input, textarea");
                entry.fill(i == 3 ? "12" : "Leeds");
                Object aligned = entry.evaluate("""
                        (each) => {
                          const { direction, textAlign } = getComputedStyle(each);
                          const ends = { left: "left", right: "right",
                            start: direction === "rtl" ? "right" : "left", end: direction === "rtl" ? "left" : "right" };
                          return ends[textAlign];
                        }""");
                assertThat(aligned).as("field %d", i).isEqualTo(side);
            }
            tab.keepPicture("looks-" + dir);
        });
    }
}
