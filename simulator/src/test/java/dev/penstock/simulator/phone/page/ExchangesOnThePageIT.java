package dev.penstock.simulator.phone.page;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.OnePhone;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The list of exchanges beside the phone, once there are many. */
class ExchangesOnThePageIT {

    private static final FlowJson FLOW = FlowJson.parse("""
            {"version": "7.3", "data_api_version": "3.0", "routing_model": {"A": []}, "screens": [
             {"id": "A", "title": "A", "terminal": true, "layout": {"type": "SingleColumnLayout", "children": [
               {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}]}
            """);

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
    void standNewestFirstAndAreSiftedAndCleared() throws IOException {
        OnePhone phone = OnePhone.asks(FLOW, "A", Map.of());
        for (int i = 0; i < 24; i++) {
            phone.line.then("A", Map.of());
            phone.tapFooter();
        }
        try (PhonePage page = PhonePage.builder(phone.session).start();
                Browser.Tab tab = browser.open(page, "theme=light", 1280, 900)) {
            tab.page.waitForSelector(".exchange-open .block");
            Locator exchanges = tab.page.locator(".exchange");
            assertThat(exchanges.count()).isEqualTo(25);
            assertThat(tab.page.locator(".exchange-number").first().innerText()).isEqualTo("25");
            double filterEnds = tab.page.locator(".exchange-filter").boundingBox().y
                    + tab.page.locator(".exchange-filter").boundingBox().height;
            assertThat(tab.page.locator(".exchange-open").boundingBox().y).isBetween(filterEnds - 1, 300.0);
            assertThat(filterEnds).isGreaterThan(tab.page.locator(".panel").boundingBox().y + 20);

            tab.page.click("summary:has-text('On the wire')");
            tab.keepPicture("exchanges");
            assertThat(tab.page.locator(".pair").last().locator(".block").count())
                    .isEqualTo(2);
            assertThat(tab.page.locator(".pair .block pre").last().boundingBox().x)
                    .isGreaterThan(tab.page.locator(".pair .block pre").first().boundingBox().x + 200);
            assertThat(tab.seriousViolations()).isEmpty();

            tab.page.fill(".exchange-filter input", "init");
            tab.page.waitForCondition(() -> exchanges.count() == 1);
            assertThat(exchanges.first().innerText()).contains("INIT");
            tab.page.fill(".exchange-filter input", "nowhere");
            tab.page.waitForSelector("text=No exchange has these words.");

            tab.page.click(".exchange-filter button");
            tab.page.waitForSelector("text=Cleared.");
            assertThat(exchanges.count()).isZero();
            phone.line.then("A", Map.of());
            tab.page.click(".foot-button");
            tab.page.waitForCondition(() -> exchanges.count() == 1);
            assertThat(tab.page.locator(".exchange-number").first().innerText()).isEqualTo("26");
            tab.hasNoProblem();
        }
    }
}
