package dev.penstock.cli.demo;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The example Flow: choose a department and a time, look at the summary, book. */
final class SmallAppointments {

    private static final Map<String, List<String>> TIMES =
            Map.of("shopping", List.of("10:00", "11:30"), "beauty", List.of("09:00", "14:15"));

    /** Held by flow token; a real application keeps this in a database. */
    private final Map<String, Choice> choices = new ConcurrentHashMap<>();

    private final Set<String> taken = ConcurrentHashMap.newKeySet();
    private final AtomicInteger bookings = new AtomicInteger();

    record Choice(String department, String time) {}

    Flow flow() {
        return Flow.named("appointments")
                .onInit(request -> appointment())
                .onScreen("APPOINTMENT", Choice.class, (choice, request) -> {
                    if (!TIMES.getOrDefault(choice.department(), List.of()).contains(choice.time())) {
                        return appointment().withFieldErrors(Map.of("time", "Please choose a time."));
                    }
                    if (taken.contains(choice.toString())) {
                        return appointment().withErrorMessage("That time has just gone. Please pick another.");
                    }
                    choices.put(request.flowToken().value(), choice);
                    return NextScreen.of("SUMMARY").with(choice);
                })
                .onBack("SUMMARY", request -> appointment())
                .onScreen("SUMMARY", request -> {
                    var choice = choices.get(request.flowToken().value());
                    if (choice == null) {
                        return appointment();
                    }
                    if (!taken.add(choice.toString())) {
                        return appointment().withErrorMessage("That time has just gone. Please pick another.");
                    }
                    return request.complete(Map.of("booking_id", "B-" + bookings.incrementAndGet()));
                })
                .oncePerSubmission("SUMMARY")
                .build();
    }

    private static NextScreen appointment() {
        return NextScreen.of("APPOINTMENT").with("departments", TIMES);
    }
}
