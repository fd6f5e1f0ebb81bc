package com.example.booking;

import dev.penstock.conformance.ConformanceTarget;
import dev.penstock.conformance.junit.ConformanceTests;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.PenstockServer;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.RequestSignature;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class BookingEndpointIT {

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");
    private static final Keyset KEYS = Keyset.of(PrivateKeys.generate());

    private static PenstockServer server;

    @BeforeAll
    static void start() {
        var endpoint = FlowEndpoint.builder(new Booking().flow())
                .keyset(KEYS)
                .appSecrets(SECRETS)
                .uniqueFlowTokens()
                .build();
        server = PenstockServer.builder().endpoint(endpoint).port(0).start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @TestFactory
    Stream<DynamicTest> keepsTheContract() {
        var url = server.uri().resolve("/flows/booking");
        var access = EndpointAccess.of(url, KEYS.currentPublicKey()).signedBy(RequestSignature.of(SECRETS));
        return ConformanceTests.of(ConformanceTarget.of(access).build());
    }
}
