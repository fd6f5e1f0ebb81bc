package dev.penstock.cli.demo;

import dev.penstock.simulator.phone.LoopbackMediaStore;
import dev.penstock.testing.Exchange;
import dev.penstock.testing.FlowClient;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a person might do with the Flow for appointments: choose, mistype, go back, choose again, agree, add a file,
 * book.
 */
final class DemoConversation {

    private static final byte[] REFERRAL = """
            %PDF-1.4
            1 0 obj <</Type /Catalog /Pages 2 0 R>> endobj
            2 0 obj <</Type /Pages /Kids [3 0 R] /Count 1>> endobj
            3 0 obj <</Type /Page /Parent 2 0 R /MediaBox [0 0 200 100]>> endobj
            trailer <</Root 1 0 R>>
            """.getBytes(StandardCharsets.US_ASCII);

    private final FlowClient phone;
    private final LoopbackMediaStore files;

    private DemoConversation(FlowClient phone, LoopbackMediaStore files) {
        this.phone = phone;
        this.files = files;
    }

    /** Plays it; the client's listener hears every exchange. */
    static void play(FlowClient phone) {
        try (var files = LoopbackMediaStore.start()) {
            new DemoConversation(phone, files).play();
        }
    }

    private void play() {
        phone.ping();
        var choice = new LinkedHashMap<String, Object>();
        var offered = data(phone.init());
        for (var list : List.of("department", "location", "date")) {
            choice.put(list, first(offered, list + "s"));
            offered = choose(list, choice);
        }
        choice.put("time", first(offered, "times"));
        choose("continue", choice);
        phone.submit("DETAILS", details("ada at home", "", ""));
        phone.submit("DETAILS", details("ada@example.com", "+34 600 000 000", "✓"));
        phone.back("TERMS");
        phone.submit("DETAILS", details("ada@example.com", "+34 600 000 000", "✓"));
        var summary = data(phone.submit("TERMS", Map.of("agree", true)));
        var referral = files.place("referral.pdf", "application/pdf", REFERRAL);
        phone.submit(
                "SUMMARY", Map.of("slot", summary.getOrDefault("slot", ""), "files", List.of(referral.forEndpoint())));
    }

    private Map<String, Object> choose(String trigger, Map<String, Object> choice) {
        var submitted = new LinkedHashMap<String, Object>();
        submitted.put("trigger", trigger);
        submitted.putAll(choice);
        return data(phone.submit("APPOINTMENT", submitted));
    }

    /** The id of the first option of a list, as a person who takes the first that is offered. */
    private static String first(Map<String, Object> data, String list) {
        return data.get(list) instanceof List<?> options
                        && options.stream().findFirst().orElse(null) instanceof Map<?, ?> option
                ? String.valueOf(option.get("id"))
                : "";
    }

    private static Map<String, Object> data(Exchange exchange) {
        if (exchange.outcome() instanceof Exchange.Answered answered
                && answered.answer().get("data") instanceof Map<?, ?> data) {
            var fields = new LinkedHashMap<String, Object>();
            data.forEach((name, value) -> fields.put(String.valueOf(name), value));
            return fields;
        }
        return Map.of();
    }

    /** In the order of the screen, so that they are told in it. */
    private static Map<String, Object> details(String email, String phone, String note) {
        var details = new LinkedHashMap<String, Object>();
        details.put("name", "Ada Lovelace");
        details.put("email", email);
        details.put("phone", phone);
        details.put("note", note);
        return details;
    }
}
