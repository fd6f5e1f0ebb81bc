package com.example.flows;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.trust.AppSecrets;
import java.net.HttpURLConnection;

/** Serves a Flow, and asks it once without a signature. */
public final class Greeting {

    public static void main(String[] arguments) throws Exception {
        var flow = Flow.named("greeting").onInit(request -> NextScreen.of("HELLO")).build();
        var endpoint = FlowEndpoint.builder(flow)
                .keyset(Keyset.of(PrivateKeys.generate()))
                .appSecrets(AppSecrets.of("0123456789abcdef0123456789abcdef"))
                .build();
        try (var server = PenstockServer.builder().endpoint(endpoint).port(0).start()) {
            var uri = server.uri().resolve("/flows/greeting");
            var connection = (HttpURLConnection) uri.toURL().openConnection();
            connection.setRequestMethod("POST");
            connection.setRequestProperty("Content-Type", "application/json");
            connection.setDoOutput(true);
            connection.getOutputStream().write("{}".getBytes());
            var module = Greeting.class.getModule().getName();
            System.out.println("module " + module + ", status " + connection.getResponseCode());
        }
    }
}
