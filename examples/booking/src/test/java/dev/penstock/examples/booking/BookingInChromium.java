package dev.penstock.examples.booking;

import dev.penstock.examples.booking.PhoneOnScreen.Look;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.simulator.phone.page.Browser;
import dev.penstock.testing.EndpointLine;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** Both Flows as a person plays them: a phone on a page in Chromium, the real endpoint, a real database behind it. */
abstract class BookingInChromium {

    static Browser browser;

    private final Map<String, String> tokens = new HashMap<>();
    TestBusiness business;

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

    @BeforeEach
    void open() throws Exception {
        business = TestBusiness.open(language());
    }

    /** In which the business speaks, and the document of the Flow is. */
    Language language() {
        return Language.ENGLISH;
    }

    @AfterEach
    void close() {
        business.close();
    }

    PhoneOnScreen phone(Look look, String flow, String name) {
        return phone(look, flow, name, business.line(flow, business::key));
    }

    PhoneOnScreen phone(Look look, String flow, String name, EndpointLine line) {
        return new PhoneOnScreen(browser, look, name, document(flow), line, token(flow), language());
    }

    /** That of the message which the person got for this Flow. */
    String token(String flow) {
        return tokens.computeIfAbsent(flow, TestBusiness::token);
    }

    FlowJson document(String flow) {
        return FlowJson.parse(BookingFlows.flowJson(flow, language()));
    }

    static void chooseSlot(PhoneOnScreen phone) {
        phone.choose("Department", "Dentistry");
        phone.chooseFirst("Location");
        phone.chooseFirst("Date");
        phone.chooseFirst("Time");
    }

    static void upToDetails(PhoneOnScreen phone) {
        phone.open();
        phone.seeTitle("Book an appointment");
        chooseSlot(phone);
        phone.tap("Continue");
        phone.seeTitle("Your details");
    }

    static void upToSummary(PhoneOnScreen phone) {
        upToDetails(phone);
        phone.type("Name", "Ada Lovelace");
        phone.tap("Continue");
        phone.seeTitle("Terms");
        phone.tick("I have read this and agree");
        phone.tap("Continue");
        phone.seeTitle("Summary");
    }

    static void choosePerformance(PhoneOnScreen phone) {
        phone.seeTitle("Performances");
        phone.page().locator(".flow input[type=radio]").first().dispatchEvent("click");
        phone.tap("Continue");
        phone.seeTitle("Seats");
    }
}
