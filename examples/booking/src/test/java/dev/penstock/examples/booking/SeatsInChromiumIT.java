package dev.penstock.examples.booking;

import static dev.penstock.examples.booking.PhoneOnScreen.DESKTOP;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.examples.booking.PhoneOnScreen.Look;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The Flow of seats in Chromium. */
class SeatsInChromiumIT extends BookingInChromium {

    @ParameterizedTest
    @CsvSource({"ios, light, ltr, 1280", "android, light, ltr, 320", "ios, dark, rtl, 390"})
    void buysSeats(String platform, String theme, String dir, int width) throws Exception {
        try (var phone = phone(new Look(platform, theme, dir, width), "seats", "seats")) {
            phone.open();
            choosePerformance(phone);
            phone.picture("sections");
            phone.choose("Section", "Stalls");
            phone.tick("A1");
            phone.tick("A2");
            phone.picture("seats");
            phone.tap("Hold the seats");
            phone.seeTitle("Your seats");
            phone.type("Name", "Ada Lovelace");
            phone.picture("held");
            business.pass(Duration.ofSeconds(90));
            phone.tap("How much time is left?");
            phone.see("8 min 30 s left");
            phone.tap("Continue");
            phone.seeTitle("Summary");
            phone.picture("summary");
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.tap("Book now");
            phone.see("Response sent");
            phone.page().click("text=View response");
            phone.picture("response");
            phone.tab().hasNoProblem();
        }
        assertThat(business.flows().seatPlan().list(business.now(), 10)).singleElement();
    }

    @Test
    void theLoserOfARaceSeesWhatIsStillFree() throws Exception {
        try (var phone = phone(DESKTOP, "seats", "lost-race")) {
            phone.open();
            choosePerformance(phone);
            phone.choose("Section", "Stalls");
            phone.tick("A1");
            var other = business.phone("seats");
            other.submit("PERFORMANCE", Map.of("performance", "tides-1"));
            other.submit("SEATS", Map.of("trigger", "hold", "section", "stalls", "seats", List.of("A1")));

            phone.tap("Hold the seats");

            phone.see("Those seats have just been taken by somebody else.");
            phone.picture("shown");
            assertThat(phone.page().locator(".flow input[value='A1']").count()).isZero();
            assertThat(phone.page().locator(".flow input[value='A2']").count()).isOne();
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.tab().hasNoProblem();
        }
    }
}
