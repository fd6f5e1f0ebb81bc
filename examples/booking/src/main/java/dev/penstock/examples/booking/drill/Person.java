package dev.penstock.examples.booking.drill;

import dev.penstock.testing.EncryptingLine;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Somebody with a phone, who walks through a Flow. */
final class Person {

    private final FlowClient phone;
    private final String token;

    private Person(FlowClient phone, String token) {
        this.phone = phone;
        this.token = token;
    }

    static Person with(EncryptingLine line, String token) {
        return new Person(FlowClient.over(line, token).build(), token);
    }

    String token() {
        return token;
    }

    FlowClient phone() {
        return phone;
    }

    Exchange choosePerformance(String performance) {
        return phone.submit("PERFORMANCE", Map.of("performance", performance));
    }

    Exchange hold(List<String> seats) {
        return phone.submit("SEATS", Map.of("trigger", "hold", "section", DrillData.SECTION, "seats", seats));
    }

    Exchange buyer() {
        return phone.submit("HOLD", Map.of("trigger", "continue", "name", "Drill", "email", ""));
    }

    Exchange buy(String performance, List<String> seats) {
        return phone.submit("SUMMARY", Map.of("seats", performance + "|" + String.join(",", seats)));
    }

    Exchange chooseSlot(String department, String day, String time) {
        return phone.submit(
                "APPOINTMENT",
                Map.of(
                        "trigger",
                        "continue",
                        "department",
                        department,
                        "location",
                        DrillData.LOCATION,
                        "date",
                        day,
                        "time",
                        time));
    }

    Exchange details() {
        return phone.submit("DETAILS", Map.of("name", "Drill", "email", "", "phone", "", "note", ""));
    }

    Exchange agree() {
        return phone.submit("TERMS", Map.of("agree", true));
    }

    Exchange bookSlot(String department, String day, String time) {
        return phone.submit(
                "SUMMARY", Map.of("slot", "%s|%s|%sT%s".formatted(department, DrillData.LOCATION, day, time)));
    }

    static Optional<String> screen(Exchange exchange) {
        return exchange.outcome() instanceof Exchange.Answered answered
                        && answered.answer().get("screen") instanceof String screen
                ? Optional.of(screen)
                : Optional.empty();
    }

    static Map<?, ?> data(Exchange exchange) {
        return exchange.outcome() instanceof Exchange.Answered answered
                        && answered.answer().get("data") instanceof Map<?, ?> data
                ? data
                : Map.of();
    }

    /** The ids of the options in a list of the answer. */
    static List<String> options(Exchange exchange, String list) {
        return data(exchange).get(list) instanceof List<?> options
                ? options.stream()
                        .map(option -> option instanceof Map<?, ?> map ? String.valueOf(map.get("id")) : "")
                        .toList()
                : List.of();
    }

    static boolean hasMessage(Exchange exchange) {
        return data(exchange).containsKey("error_message");
    }

    static Optional<String> bookingId(Exchange exchange) {
        return data(exchange).get("extension_message_response") instanceof Map<?, ?> response
                        && response.get("params") instanceof Map<?, ?> params
                        && params.get("booking_id") instanceof String id
                ? Optional.of(id)
                : Optional.empty();
    }
}
