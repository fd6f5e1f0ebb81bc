package com.example;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.lambda.FlowLambda;
import dev.penstock.postgres.PostgresReplayGuard;
import dev.penstock.trust.AppSecrets;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Map;
import org.postgresql.ds.PGSimpleDataSource;

public final class Booking implements RequestStreamHandler {

    private final FlowLambda lambda = FlowLambda.of(endpoint());

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        lambda.handleRequest(event, answer, context);
    }

    private static FlowEndpoint endpoint() {
        var database = new PGSimpleDataSource();
        database.setUrl(System.getenv("DATABASE_URL"));
        return FlowEndpoint.builder(flow())
                .keyset(Keyset.of(PrivateKeys.fromEnv("PRIVATE_KEY")))
                .appSecrets(AppSecrets.of(System.getenv("APP_SECRET")))
                .replayGuard(PostgresReplayGuard.of(database))
                .build();
    }

    private static Flow flow() {
        return Flow.named("booking")
                .onInit(request -> NextScreen.of("APPOINTMENT"))
                .onScreen("APPOINTMENT", request -> request.complete(Map.of("booked", true)))
                .build();
    }
}
