import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.Keyset;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.Map;

/** Serves the Flow "booking". */
public final class Appointments {

    record Choice(String department, LocalDate date) {}

    static Flow booking(Calendar calendar) {
        return Flow.named("booking")
                .screen("APPOINTMENT", request -> Map.of("departments", calendar.departments()))
                .screen("SUMMARY", request -> request.data())
                .onInit(request -> NextScreen.of("APPOINTMENT"))
                .onScreen(
                        "APPOINTMENT",
                        Choice.class,
                        (choice, request) -> calendar.isFree(choice)
                                ? NextScreen.of("SUMMARY")
                                : request.stay("That day has just gone. Please pick another."))
                .onBack("SUMMARY", request -> NextScreen.of("APPOINTMENT"))
                .onScreen(
                        "SUMMARY",
                        Choice.class,
                        (choice, request) -> calendar.book(choice)
                                ? request.complete(Map.of("department", choice.department(), "date", choice.date()))
                                : NextScreen.of("APPOINTMENT").withErrorMessage("That day has just gone."))
                .build();
    }

    public static void main(String[] arguments) throws InterruptedException {
        FlowEndpoint endpoint = FlowEndpoint.builder(booking(new Calendar()))
                .keyset(Keyset.load(Path.of(".penstock/private.pem")))
                .appSecrets(AppSecrets.of(System.getenv("APP_SECRET")))
                .build();

        try (PenstockServer server = PenstockServer.builder()
                .endpoint(endpoint)
                .port(Integer.parseInt(System.getenv().getOrDefault("PORT", "8080")))
                .start()) {
            server.join();
        }
    }
}
