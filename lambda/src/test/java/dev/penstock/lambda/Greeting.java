package dev.penstock.lambda;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.endpoint.ResponseCheckPolicy;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A small Flow, and an endpoint for it whose guard all instances share. */
final class Greeting {

    static final String SECRET = "0123456789abcdef0123456789abcdef";
    static final String PREVIOUS_SECRET = "fedcba9876543210fedcba9876543210";

    static final FlowJson FLOW_JSON = FlowJson.parse("""
            {
              "version": "7.3", "data_api_version": "3.0",
              "routing_model": {"GREETING": ["NAME"], "NAME": []},
              "screens": [
                {"id": "GREETING", "title": "Hello", "data": {"count": {"type": "number", "__example__": 1}},
                 "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}},
                {"id": "NAME", "title": "Name", "terminal": true, "refresh_on_back": true,
                 "data": {"greeting": {"type": "string", "__example__": "Hello"}},
                 "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}
              ]
            }
            """);

    private Greeting() {}

    static Flow flow() {
        return Flow.named("greeting")
                .onInit(request -> NextScreen.of("GREETING").with("count", 1))
                .onScreen("GREETING", request -> NextScreen.of("NAME").with("greeting", "Hello"))
                .onScreen("NAME", request -> request.complete(Map.of("done", true)))
                .onBack("GREETING", request -> NextScreen.of("GREETING").with("count", 2))
                .build();
    }

    static AppSecrets secrets() {
        return AppSecrets.of(SECRET).alsoAccept(PREVIOUS_SECRET, Instant.now().plus(Duration.ofDays(1)));
    }

    static FlowEndpointBuilder endpoint(RSAPrivateCrtKey key) {
        return FlowEndpoint.builder(flow())
                .keyset(Keyset.of(key))
                .appSecrets(secrets())
                .flowTokens(FlowTokens.of(secrets()))
                .responseCheck(ScreenModels.of(FLOW_JSON), ResponseCheckPolicy.REFUSE)
                .replayGuard(new SharedGuard());
    }

    static RSAPrivateCrtKey newKey() {
        return PrivateKeys.generate();
    }
}
