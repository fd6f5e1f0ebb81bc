package dev.penstock.examples.booking;

import static dev.penstock.examples.booking.PhoneOnScreen.DESKTOP;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.WaitForSelectorState;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.testing.EndpointLine;
import dev.penstock.testing.Exchange;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** What a person sees in Chromium when the endpoint is away, slow or wrong. */
class TroubleInChromiumIT extends BookingInChromium {

    @Test
    void keepsItsScreenWhileTheEndpointIsRestarted() throws Exception {
        try (var phone = phone(DESKTOP, "appointments", "restart")) {
            upToDetails(phone);
            phone.type("Name", "Ada Lovelace");
            business.stopServing();
            phone.tap("Continue");
            phone.see("The endpoint is away");
            phone.picture("away");
            assertThat(phone.tab().seriousViolations()).isEmpty();

            business.serveAgain();

            phone.page()
                    .waitForSelector(
                            ".page-notice", new Page.WaitForSelectorOptions().setState(WaitForSelectorState.DETACHED));
            assertThat(phone.page().getByLabel("Name").inputValue()).isEqualTo("Ada Lovelace");
            phone.tap("Continue");
            phone.seeTitle("Terms");
            phone.tab().hasNoProblem();
        }
    }

    @Test
    void fetchesTheKeyAgainAfter421AndSendsOnceMore() throws Exception {
        var keys = new ArrayDeque<>(List.of(BusinessPublicKey.of(PrivateKeys.generate()), business.key()));
        var line = business.line("appointments", keys::remove);
        try (var phone = phone(DESKTOP, "appointments", "key-changed", line)) {
            phone.open();
            phone.seeTitle("Book an appointment");
            phone.picture("opened");
            assertThat(phone.session.exchanges()).extracting(Exchange::status).containsExactly(421, 200);
            assertThat(keys).isEmpty();
            phone.tab().hasNoProblem();
        }
    }

    @Test
    void disablesTheButtonAfter427() throws Exception {
        try (var first = phone(DESKTOP, "appointments", "booked-before")) {
            upToSummary(first);
            first.tap("Confirm");
            first.see("Response sent");
        }
        try (var phone = phone(DESKTOP, "appointments", "token-spent")) {
            phone.open();
            phone.see("You have booked already: A-");
            phone.picture("message");
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.tap("Close");
            phone.page().waitForSelector(".chat-cta:disabled");
            phone.picture("button-disabled");
            assertThat(phone.session.exchanges()).extracting(Exchange::status).containsExactly(427);
            phone.tab().hasNoProblem();
        }
    }

    @Test
    void offersToTryAgainAfterATimeout() throws Exception {
        var patience = new AtomicReference<>(Duration.ofNanos(1));
        var real = business.line("appointments", business::key);
        EndpointLine hurried = (request, timeout) -> real.send(request, patience.get());
        try (var phone = phone(DESKTOP, "appointments", "timeout", hurried)) {
            phone.open();
            phone.see("did not answer within 10 seconds");
            phone.picture("first-screen");
            patience.set(EndpointLine.TIMEOUT);
            phone.tap("Try again");
            phone.seeTitle("Book an appointment");
            patience.set(Duration.ofNanos(1));
            phone.choose("Department", "Dentistry");
            phone.see("Something went wrong. Please try again later.");
            phone.picture("later-screen");
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.tab().hasNoProblem();
        }
    }

    @Test
    void tellsTheEndpointOfAnAnswerThatDoesNotFitItsModel() throws Exception {
        // The phone has another Flow JSON than the endpoint: the time of a hold is a number there.
        var changed = BookingFlows.flowJson("seats", Language.ENGLISH)
                .replaceAll(
                        "\"time_left\": \\{\\s*\"type\": \"string\",\\s*\"__example__\": \"[^\"]*\"",
                        "\"time_left\": {\"type\": \"number\", \"__example__\": 9");
        var line = business.line("seats", business::key);
        try (var phone = new PhoneOnScreen(
                browser, DESKTOP, "wrong-answer", FlowJson.parse(changed), line, token("seats"), language())) {
            phone.open();
            choosePerformance(phone);
            phone.choose("Section", "Stalls");
            phone.tick("A1");
            phone.tap("Hold the seats");
            phone.see("'time_left' must be of type number, but is string.");
            phone.picture("shown");
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.page().waitForSelector(".purpose:has-text('notification')");
            var notification = phone.session.exchanges().getLast();
            assertThat(sent(notification).get("error")).isEqualTo("payload-schema-error");
            assertThat(notification.status()).isEqualTo(200);
            phone.picture("told");
            phone.tab().hasNoProblem();
        }
    }

    private static Map<?, ?> sent(Exchange exchange) {
        return exchange.request().get("data") instanceof Map<?, ?> data ? data : Map.of();
    }
}
