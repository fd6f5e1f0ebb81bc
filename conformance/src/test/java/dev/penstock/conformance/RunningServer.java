package dev.penstock.conformance;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.endpoint.ResponseCheckPolicy;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.PenstockServerBuilder;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.function.UnaryOperator;

/** Our own server with a small Flow, and everything a client has to know of it. */
public record RunningServer(
        PenstockServer server, BusinessPublicKey key, AppSecrets secrets, String flowToken, String expiredFlowToken)
        implements AutoCloseable {

    private static final String PREVIOUS_SECRET = "fedcba9876543210fedcba9876543210";

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

    public static RunningServer start(UnaryOperator<PenstockServerBuilder> more) {
        return start(more, endpoint -> endpoint);
    }

    static RunningServer start(
            UnaryOperator<PenstockServerBuilder> more, UnaryOperator<FlowEndpointBuilder> moreOfEndpoint) {
        var pair = PrivateKeys.generate();
        var secrets = AppSecrets.of("0123456789abcdef0123456789abcdef")
                .alsoAccept(PREVIOUS_SECRET, Instant.now().plus(Duration.ofDays(1)));
        var tokens = FlowTokens.of(secrets);
        var endpoint = moreOfEndpoint
                .apply(FlowEndpoint.builder(flow()))
                .keyset(Keyset.of(pair))
                .appSecrets(secrets)
                .flowTokens(tokens)
                .responseCheck(ScreenModels.of(FLOW_JSON), ResponseCheckPolicy.REFUSE)
                .build();
        var threeDaysAgo = InstantSource.offset(InstantSource.system(), Duration.ofDays(-4));
        var server =
                more.apply(PenstockServer.builder().endpoint(endpoint).port(0)).start();
        return new RunningServer(
                server,
                BusinessPublicKey.of(pair),
                secrets,
                tokens.issue("greeting", "somebody"),
                tokens.withClock(threeDaysAgo).issue("greeting", "somebody"));
    }

    private static Flow flow() {
        return Flow.named("greeting")
                .onInit(request -> NextScreen.of("GREETING").with("count", 1))
                .onScreen("GREETING", request -> NextScreen.of("NAME").with("greeting", "Hello"))
                .onScreen("NAME", request -> request.complete(Map.of("done", true)))
                .onBack("GREETING", request -> NextScreen.of("GREETING").with("count", 2))
                .build();
    }

    public EndpointAccess access() {
        return EndpointAccess.of(server.uri().resolve("/flows/greeting"), key).signedBy(RequestSignature.of(secrets));
    }

    ConformanceTarget.Builder target() {
        return target(access());
    }

    ConformanceTarget.Builder target(EndpointAccess access) {
        return ConformanceTarget.of(access)
                .flowToken(flowToken)
                .expiredFlowToken(expiredFlowToken)
                .previousSignature(RequestSignature.of(AppSecrets.of(PREVIOUS_SECRET)))
                .responseCheck(ScreenModels.of(FLOW_JSON))
                .flowJson(FLOW_JSON)
                .submission("GREETING", Map.of("name", "Somebody"));
    }

    @Override
    public void close() {
        server.close();
    }
}
