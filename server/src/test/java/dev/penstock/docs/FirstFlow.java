package dev.penstock.docs;

import dev.penstock.Flow;
import dev.penstock.FlowEndpoint;
import dev.penstock.FlowToken;
import dev.penstock.NextScreen;
import dev.penstock.crypto.Keyset;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/** The program of the README, so that it is compiled. */
final class FirstFlow {

    interface Calendar {
        List<String> departments();

        boolean isFree(Choice choice);

        String book(FlowToken token);
    }

    // snippet begins
    record Choice(String department, LocalDate date) {}

    static PenstockServer serve(Calendar calendar) {
        Flow booking = Flow.named("booking")
                .onInit(request -> NextScreen.of("APPOINTMENT").with("departments", calendar.departments()))
                .onScreen(
                        "APPOINTMENT",
                        Choice.class,
                        (choice, request) -> calendar.isFree(choice)
                                ? NextScreen.of("SUMMARY").with(choice)
                                : request.stay("That day has just gone. Please pick another."))
                .onBack("SUMMARY", request -> NextScreen.of("APPOINTMENT").with("departments", calendar.departments()))
                .onScreen(
                        "SUMMARY",
                        request -> request.complete(Map.of("booking_id", calendar.book(request.flowToken()))))
                .oncePerSubmission("SUMMARY")
                .build();

        FlowEndpoint endpoint = FlowEndpoint.builder(booking)
                .keyset(Keyset.load(Path.of("private.pem")))
                .appSecrets(AppSecrets.of(System.getenv("APP_SECRET")))
                .uniqueFlowTokens()
                .build();

        return PenstockServer.builder().endpoint(endpoint).port(8080).start();
    }
    // snippet ends

    private FirstFlow() {}
}
