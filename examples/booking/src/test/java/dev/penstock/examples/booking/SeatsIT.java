package dev.penstock.examples.booking;

import static dev.penstock.examples.booking.TestBusiness.completion;
import static dev.penstock.examples.booking.TestBusiness.data;
import static dev.penstock.examples.booking.TestBusiness.ids;
import static dev.penstock.examples.booking.TestBusiness.screen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SeatsIT {

    private TestBusiness business;
    private FlowClient phone;
    private FlowClient other;

    @BeforeEach
    void open() throws Exception {
        business = TestBusiness.open();
        phone = business.phone("seats");
        other = business.phone("seats");
    }

    @AfterEach
    void close() {
        business.close();
    }

    @Test
    void showsWhatIsLeftWhereAndForHowMuch() {
        assertThat(ids(phone.init(), "performances")).startsWith("tides-1", "tides-2");

        var map = choosePerformance(phone);
        assertThat(ids(map, "sections")).containsExactly("stalls", "circle", "balcony");
        assertThat(data(map).get("sections").toString()).contains("€35.00, 20 left");
        assertThat(data(map).get("has_section")).isEqualTo(false);

        var stalls = phone.submit("SEATS", Map.of("trigger", "section", "section", "stalls"));
        assertThat(ids(stalls, "seats")).hasSize(20).startsWith("A1", "A2");
        assertThat(data(stalls).get("seat_map").toString()).startsWith("A  1 2 3 4");
    }

    @Test
    void holdsSummarisesAndSells() {
        choosePerformance(phone);
        var held = hold(phone, "A1", "A2");
        assertThat(screen(held)).isEqualTo("HOLD");
        assertThat(data(held).get("seats").toString()).contains("A1, A2", "€70.00");
        assertThat(data(held).get("time_left").toString()).endsWith("10 min 00 s left.");

        var summary = phone.submit("HOLD", Map.of("trigger", "continue", "name", "Ada", "email", ""));
        assertThat(screen(summary)).isEqualTo("SUMMARY");

        var sold = phone.submit("SUMMARY", Map.of("seats", data(summary).get("seat_ids")));
        assertThat(completion(sold).get("booking_id").toString()).startsWith("S-");
        assertThat(completion(sold).get("summary").toString()).contains("A1, A2", "€70.00");
        assertThat(completion(phone.submit("SUMMARY", Map.of()))).isEqualTo(completion(sold));
    }

    @Test
    void showsAllOfAScreenAgainWhenSomethingFails() {
        choosePerformance(phone);
        hold(phone, "A1");

        var seats = phone.submit("SEATS", Map.of("trigger", List.of(), "section", "stalls"));
        var held = phone.submit("HOLD", Map.of("trigger", List.of()));

        assertThat(ids(seats, "sections")).containsExactly("stalls", "circle", "balcony");
        assertThat(ids(seats, "seats")).contains("A1");
        assertThat(data(seats)).containsKeys("error_message", "performance", "seat_map", "has_section");
        assertThat(data(held)).containsKeys("error_message", "seats", "time_left", "init_values", "error_messages");
    }

    @Test
    void countsDown() {
        choosePerformance(phone);
        hold(phone, "A1");
        business.pass(Duration.ofSeconds(90));

        var refreshed = phone.submit("HOLD", Map.of("trigger", "refresh"));

        assertThat(data(refreshed).get("time_left").toString()).endsWith("8 min 30 s left.");
    }

    @Test
    void theLoserOfASeatSeesWhatIsStillFree() {
        choosePerformance(phone);
        choosePerformance(other);
        hold(phone, "A1");

        var lost = hold(other, "A1", "A2");

        assertThat(screen(lost)).isEqualTo("SEATS");
        assertThat(data(lost).get("error_message").toString()).contains("just been taken");
        assertThat(ids(lost, "seats")).contains("A2").doesNotContain("A1");
        assertThat(screen(hold(other, "A2"))).isEqualTo("HOLD");
    }

    @Test
    void aHoldExpiresByItself() {
        choosePerformance(phone);
        choosePerformance(other);
        hold(phone, "A1");
        business.pass(Duration.ofMinutes(10));

        assertThat(screen(hold(other, "A1"))).isEqualTo("HOLD");
        var late = phone.submit("HOLD", Map.of("trigger", "continue", "name", "Ada", "email", ""));
        assertThat(screen(late)).isEqualTo("SEATS");
        assertThat(data(late).get("error_message").toString()).contains("The time for your seats is up");
    }

    @Test
    void anExpiredHoldIsNotSold() {
        choosePerformance(phone);
        hold(phone, "A1");
        var summary = phone.submit("HOLD", Map.of("trigger", "continue", "name", "Ada", "email", ""));
        business.pass(Duration.ofMinutes(10));

        var late = phone.submit("SUMMARY", Map.of("seats", data(summary).get("seat_ids")));

        assertThat(screen(late)).isEqualTo("SEATS");
        assertThat(business.flows().seatPlan().list(business.now(), 10)).isEmpty();
    }

    @Test
    void theHolderTakesBackTheirSeatsOnBack() {
        choosePerformance(phone);
        hold(phone, "A1", "A2");

        var back = phone.back("HOLD");

        assertThat(screen(back)).isEqualTo("SEATS");
        assertThat(ids(back, "seats")).contains("A1", "A2");
        assertThat(data(back).get("init_values")).isEqualTo(Map.of("section", "stalls", "seats", List.of("A1", "A2")));
        choosePerformance(other);
        assertThat(ids(other.submit("SEATS", Map.of("trigger", "section", "section", "stalls")), "seats"))
                .doesNotContain("A1", "A2");
    }

    @Test
    void otherSeatsTakeThePlaceOfThoseHeldBefore() {
        choosePerformance(phone);
        choosePerformance(other);
        hold(phone, "A1");
        hold(phone, "A2");

        assertThat(screen(hold(other, "A1"))).isEqualTo("HOLD");
    }

    @Test
    void whoLosesKeepsWhatTheyHeld() {
        choosePerformance(phone);
        choosePerformance(other);
        hold(phone, "A1");
        hold(other, "A2");
        hold(phone, "A2");

        assertThat(screen(hold(other, "A1"))).isEqualTo("SEATS");
    }

    @Test
    void seatsOfACancelledBookingAreFree() {
        choosePerformance(phone);
        hold(phone, "A1");
        var summary = phone.submit("HOLD", Map.of("trigger", "continue", "name", "Ada", "email", ""));
        var sold = phone.submit("SUMMARY", Map.of("seats", data(summary).get("seat_ids")));
        assertThat(business.flows()
                        .seatPlan()
                        .cancel(completion(sold).get("booking_id").toString()))
                .isTrue();

        choosePerformance(other);
        assertThat(screen(hold(other, "A1"))).isEqualTo("HOLD");
        assertThat(phone.init().status()).isEqualTo(427);
    }

    @Test
    void refusesSeatsThatAreNone() {
        choosePerformance(phone);

        assertThat(screen(hold(phone, "A1'; --"))).isEqualTo("SEATS");
        assertThat(screen(hold(phone, "\u0000"))).isEqualTo("SEATS");
        assertThat(screen(hold(phone, "Z999"))).isEqualTo("SEATS");
        assertThat(data(hold(phone)).get("error_messages")).isEqualTo(Map.of("seats", "Please fill this in."));
        assertThat(data(hold(phone, "A1", "A2", "A3", "A4", "A5", "A6", "A7")).get("error_messages"))
                .isEqualTo(Map.of("seats", "You can choose up to 6 seats."));
    }

    private static Exchange choosePerformance(FlowClient phone) {
        var answer = phone.submit("PERFORMANCE", Map.of("performance", "tides-1"));
        assertThat(screen(answer)).isEqualTo("SEATS");
        return answer;
    }

    private static Exchange hold(FlowClient phone, String... seats) {
        return phone.submit("SEATS", Map.of("trigger", "hold", "section", "stalls", "seats", List.of(seats)));
    }
}
