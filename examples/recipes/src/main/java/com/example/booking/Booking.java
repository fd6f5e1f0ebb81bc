package com.example.booking;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The Flow that is tested: two screens, and days that can be taken once. */
public final class Booking {

    record Choice(String department, LocalDate date) {}

    private final Set<Choice> taken = ConcurrentHashMap.newKeySet();

    public Flow flow() {
        return Flow.named("booking")
                .screen("APPOINTMENT", request -> Map.of("departments", List.of("general", "dental")))
                .onInit(request -> NextScreen.of("APPOINTMENT"))
                .onScreen(
                        "APPOINTMENT",
                        Choice.class,
                        (choice, request) -> taken.contains(choice)
                                ? request.stay("That day has just gone.")
                                : NextScreen.of("SUMMARY").with(choice))
                .onScreen("SUMMARY", Choice.class, (choice, request) -> {
                    taken.add(choice);
                    return request.complete(Map.of("date", choice.date()));
                })
                .onBack("SUMMARY", request -> NextScreen.of("APPOINTMENT"))
                .oncePerSubmission("SUMMARY")
                .build();
    }
}
