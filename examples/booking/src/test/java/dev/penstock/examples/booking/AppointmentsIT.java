package dev.penstock.examples.booking;

import static dev.penstock.examples.booking.TestBusiness.completion;
import static dev.penstock.examples.booking.TestBusiness.data;
import static dev.penstock.examples.booking.TestBusiness.ids;
import static dev.penstock.examples.booking.TestBusiness.screen;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AppointmentsIT {

    private TestBusiness business;
    private FlowClient phone;

    @BeforeEach
    void open() throws Exception {
        business = TestBusiness.open();
        phone = business.phone("appointments");
    }

    @AfterEach
    void close() {
        business.close();
    }

    @Test
    void eachChoiceNarrowsTheNext() {
        var first = phone.init();
        assertThat(screen(first)).isEqualTo("APPOINTMENT");
        assertThat(ids(first, "departments")).contains("general", "dentistry");
        assertThat(data(first).get("is_location_enabled")).isEqualTo(false);
        assertThat(data(first).get("is_date_enabled")).isEqualTo(false);

        var second = choose("department", Map.of("department", "physiotherapy"));
        assertThat(ids(second, "locations")).containsExactly("harbour");
        assertThat(data(second).get("is_location_enabled")).isEqualTo(true);
        assertThat(data(second).get("is_date_enabled")).isEqualTo(false);

        var third = choose("location", Map.of("department", "physiotherapy", "location", "harbour"));
        assertThat(ids(third, "dates")).hasSizeBetween(15, 30);
        assertThat(data(third).get("is_time_enabled")).isEqualTo(false);

        var date = ids(third, "dates").getLast();
        var fourth = choose("date", Map.of("department", "physiotherapy", "location", "harbour", "date", date));
        assertThat(ids(fourth, "times")).startsWith("08:00", "08:40").hasSize(12);
        assertThat(data(fourth).get("is_time_enabled")).isEqualTo(true);
    }

    @Test
    void whatCannotBeReadLeavesThePersonOnTheScreenWithAllItShows() {
        var unreadable = phone.submit("APPOINTMENT", Map.of("trigger", List.of("department")));

        assertThat(screen(unreadable)).isEqualTo("APPOINTMENT");
        assertThat(data(unreadable).get("error_message").toString()).contains("cannot be read");
        assertThat(data(unreadable)).containsKeys("locations", "dates", "times", "init_values", "error_messages");
        assertThat(ids(unreadable, "departments")).contains("general", "dentistry");
    }

    @Test
    void booksAndTellsTheChat() {
        var last = upToSummary(phone, "10:00");
        var completed = phone.submit("SUMMARY", Map.of("slot", data(last).get("slot")));

        assertThat(screen(completed)).isEqualTo("SUCCESS");
        assertThat(completion(completed).get("booking_id").toString()).matches("A-[2-9A-Z]{10}");
        assertThat(completion(completed).get("summary").toString()).contains("Dentistry", "Market Square", "10:00");
    }

    @Test
    void aSecondTapBooksOnceEvenInAnotherRequest() {
        var slot = data(upToSummary(phone, "10:00")).get("slot");
        var first = phone.submit("SUMMARY", Map.of("slot", slot));
        var second = phone.submit("SUMMARY", Map.of("slot", slot));
        var different = phone.submit("SUMMARY", Map.of("slot", slot, "more", true));

        assertThat(completion(second)).isEqualTo(completion(first));
        assertThat(completion(different)).isEqualTo(completion(first));
        assertThat(business.flows().appointments().list(business.now(), 10)).hasSize(1);
    }

    @Test
    void theLoserOfASlotChoosesAgainAmongFreshTimes() {
        var other = business.phone("appointments");
        var slot = data(upToSummary(phone, "10:00")).get("slot");
        upToSummary(other, "10:00");
        phone.submit("SUMMARY", Map.of("slot", slot));

        var lost = other.submit("SUMMARY", Map.of("slot", slot));

        assertThat(screen(lost)).isEqualTo("APPOINTMENT");
        assertThat(data(lost).get("error_message").toString()).contains("just been taken");
        assertThat(ids(lost, "times")).contains("09:30", "10:30").doesNotContain("10:00");
        assertThat(((Map<?, ?>) data(lost).get("init_values")).get("department"))
                .isEqualTo("dentistry");
    }

    @Test
    void aSlotThatWasLostCanBeBookedWhenItIsFreeAgain() {
        var other = business.phone("appointments");
        var slot = data(upToSummary(phone, "10:00")).get("slot");
        upToSummary(other, "10:00");
        var booked = phone.submit("SUMMARY", Map.of("slot", slot));
        other.submit("SUMMARY", Map.of("slot", slot));

        business.flows()
                .appointments()
                .cancel(completion(booked).get("booking_id").toString());

        assertThat(screen(other.submit("SUMMARY", Map.of("slot", slot)))).isEqualTo("SUCCESS");
    }

    @Test
    void backShowsWhatWasTyped() {
        upToSummary(phone, "10:00");

        assertThat(screen(phone.back("SUMMARY"))).isEqualTo("TERMS");
        var details = phone.back("TERMS");
        assertThat(screen(details)).isEqualTo("DETAILS");
        assertThat(data(details).get("init_values"))
                .isEqualTo(Map.of("name", "Ada", "email", "ada@example.com", "phone", "", "note", "مرحبا 🫀"));
        var appointment = phone.back("DETAILS");
        assertThat(screen(appointment)).isEqualTo("APPOINTMENT");
        assertThat(data(appointment).get("init_values").toString()).contains("dentistry", "market-square", "10:00");
    }

    @Test
    void aTokenThatHasBookedIsToldSo() {
        var slot = data(upToSummary(phone, "10:00")).get("slot");
        var booked = phone.submit("SUMMARY", Map.of("slot", slot));

        var opened = phone.init();

        assertThat(opened.status()).isEqualTo(427);
        assertThat(TestBusiness.answer(opened).get("error_msg").toString())
                .contains(completion(booked).get("booking_id").toString());
    }

    @Test
    void onlyAMessageOfTheBusinessOpensTheFlow() {
        var sentForSeats = TestBusiness.token("seats");

        assertThat(List.of("unused", "made-up", sentForSeats)).allSatisfy(token -> {
            var refused = business.phone("appointments", token).init();
            assertThat(refused.status()).isEqualTo(427);
            assertThat(TestBusiness.answer(refused).get("error_msg"))
                    .isEqualTo("Please ask us for a new message and open it from there.");
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\ud800b", "a\u0007b"})
    void refusesWhatCannotBeStored(String name) {
        var answer = phone.submit("DETAILS", Map.of("name", name, "email", "", "phone", "", "note", ""));

        assertThat(screen(answer)).isEqualTo("DETAILS");
        assertThat(data(answer).get("error_messages")).isEqualTo(Map.of("name", "Some characters cannot be used."));
    }

    @Test
    void bindsErrorsToTheirFields() {
        var answer = phone.submit(
                "DETAILS", Map.of("name", " ", "email", "nobody", "phone", "12", "note", "x".repeat(10_000)));

        assertThat(data(answer).get("error_messages"))
                .isEqualTo(Map.of(
                        "name", "Please fill this in.",
                        "email", "Please check this.",
                        "phone", "Please check this.",
                        "note", "This is too long."));
    }

    @ParameterizedTest
    @ValueSource(strings = {"'; DROP TABLE appointment; --", "a\u0000b", "", "🫀", "2026-13-45"})
    void hostileChoicesAreNoChoices(String text) {
        var answer = choose("continue", Map.of("department", text, "location", text, "date", text, "time", text));

        assertThat(answer.status()).isEqualTo(200);
        assertThat(screen(answer)).isEqualTo("APPOINTMENT");
        assertThat(data(answer)).containsKey("error_message");
    }

    @Test
    void beginsAgainWhenNothingIsRememberedOfThePerson() {
        assertThat(screen(phone.submit("TERMS", Map.of("agree", true)))).isEqualTo("APPOINTMENT");
        assertThat(screen(phone.submit("SUMMARY", Map.of("slot", "x")))).isEqualTo("APPOINTMENT");
    }

    @Test
    void offersNothingThatIsPast() {
        business.pass(Duration.ofDays(1));
        var answer = choose("location", Map.of("department", "general", "location", "harbour"));

        var yesterday = business.now()
                .minus(Duration.ofDays(1))
                .atZone(TestBusiness.ZONE)
                .toLocalDate();
        assertThat(ids(answer, "dates")).isNotEmpty().doesNotContain(yesterday.toString());
    }

    @Test
    void speaksSpanish() throws Exception {
        try (var spanish = TestBusiness.open(Language.SPANISH)) {
            var answer = spanish.phone("appointments").init();

            assertThat(data(answer).get("departments").toString()).contains("Medicina general");
        }
    }

    private Exchange choose(String trigger, Map<String, String> choice) {
        var data = new HashMap<String, String>(choice);
        data.put("trigger", trigger);
        return phone.submit("APPOINTMENT", data);
    }

    private Exchange upToSummary(FlowClient phone, String time) {
        var wanted = new HashMap<String, String>();
        wanted.put("trigger", "location");
        wanted.put("department", "dentistry");
        wanted.put("location", "market-square");
        wanted.put("date", ids(phone.submit("APPOINTMENT", wanted), "dates").getLast());
        wanted.put("time", time);
        wanted.put("trigger", "continue");
        assertThat(screen(phone.submit("APPOINTMENT", wanted))).isEqualTo("DETAILS");
        var details = Map.of("name", "Ada", "email", "ada@example.com", "phone", "", "note", "مرحبا 🫀");
        assertThat(screen(phone.submit("DETAILS", details))).isEqualTo("TERMS");
        var summary = phone.submit("TERMS", Map.of("agree", true));
        assertThat(screen(summary)).isEqualTo("SUMMARY");
        return summary;
    }
}
