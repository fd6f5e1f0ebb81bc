package dev.penstock.simulator.phone.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.simulator.phone.BookingOnAPhone;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.ReceivedFlow;
import java.io.IOException;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A message that comes in while the page is open. */
class ReceivedFlowPageIT {

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
    void appearsBelowTheMessageBeforeItWhichCannotBeOpenedAnyMore() throws IOException {
        var flow = BookingOnAPhone.flow("every-component.json");
        var session = PhoneSession.builder(flow).build();
        try (var page = PhonePage.builder(session).start();
                var tab = browser.open(page, "platform=android&theme=light&dir=ltr", 1280, 900)) {
            tab.page.waitForSelector(".chat-cta");

            session.receive(ReceivedFlow.of(flow, "Book your visit", "Choose a day", "token")
                    .withHeader("The clinic")
                    .withFooter("Reply STOP to end")
                    .withStartScreen(flow.screens().getFirst().id(), Map.of()));

            tab.page.waitForSelector("text=Choose a day");
            tab.page.waitForSelector("text=The clinic");
            tab.page.waitForSelector("text=Reply STOP to end");
            tab.keepPicture("received-flow");
            assertThat(tab.page.locator(".chat-cta").count()).isEqualTo(2);
            assertThat(tab.page.locator(".chat-cta").first().isDisabled()).isTrue();
            assertThat(tab.seriousViolations()).isEmpty();
            tab.page.locator("text=Choose a day").click();
            tab.page.waitForSelector(".screen-body");
            tab.hasNoProblem();
        }
    }
}
