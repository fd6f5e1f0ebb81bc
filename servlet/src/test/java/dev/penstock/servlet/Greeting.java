package dev.penstock.servlet;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.conformance.ConformanceTarget;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.endpoint.ResponseCheckPolicy;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.security.interfaces.RSAPrivateCrtKey;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** A small Flow, its key and its secrets, and everything a client has to know of it. */
public final class Greeting {

    public static final String SECRET = "0123456789abcdef0123456789abcdef";
    public static final String PREVIOUS_SECRET = "fedcba9876543210fedcba9876543210";
    public static final AppSecrets SECRETS =
            AppSecrets.of(SECRET).alsoAccept(PREVIOUS_SECRET, Instant.now().plus(Duration.ofDays(1)));
    public static final RSAPrivateCrtKey KEY = PrivateKeys.generate();
    public static final FlowTokens TOKENS = FlowTokens.of(SECRETS);

    public static final String FLOW_JSON_TEXT = """
            {
              "version": "7.3", "data_api_version": "3.0",
              "routing_model": {"GREETING": ["NAME"], "NAME": []},
              "screens": [
                {"id": "GREETING", "title": "Hello", "refresh_on_back": true,
                 "data": {"count": {"type": "number", "__example__": 1}},
                 "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}},
                {"id": "NAME", "title": "Name", "terminal": true, "refresh_on_back": true,
                 "data": {"greeting": {"type": "string", "__example__": "Hello"}},
                 "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}
              ]
            }
            """;
    public static final FlowJson FLOW_JSON = FlowJson.parse(FLOW_JSON_TEXT);

    private Greeting() {}

    public static Flow flow() {
        return Flow.named("greeting")
                .onInit(request -> NextScreen.of("GREETING").with("count", 1))
                .onScreen("GREETING", request -> NextScreen.of("NAME").with("greeting", "Hello"))
                .onScreen("NAME", request -> request.complete(Map.of("done", true)))
                .onBack("GREETING", request -> NextScreen.of("GREETING").with("count", 2))
                .onBack("NAME", request -> NextScreen.of("GREETING").with("count", 3))
                .build();
    }

    public static FlowEndpointBuilder endpoint() {
        return FlowEndpoint.builder(flow())
                .keyset(Keyset.of(KEY))
                .appSecrets(SECRETS)
                .flowTokens(TOKENS)
                .responseCheck(ScreenModels.of(FLOW_JSON), ResponseCheckPolicy.REFUSE);
    }

    public static EndpointAccess access(URI url) {
        return EndpointAccess.of(url, BusinessPublicKey.of(KEY)).signedBy(RequestSignature.of(SECRETS));
    }

    /** {@return what the conformance kit has to know} */
    public static ConformanceTarget target(URI url) {
        var fourDaysAgo = InstantSource.offset(InstantSource.system(), Duration.ofDays(-4));
        return ConformanceTarget.of(access(url))
                .flowToken(TOKENS.issue("greeting", "somebody"))
                .expiredFlowToken(TOKENS.withClock(fourDaysAgo).issue("greeting", "somebody"))
                .previousSignature(RequestSignature.of(AppSecrets.of(PREVIOUS_SECRET)))
                .responseCheck(ScreenModels.of(FLOW_JSON))
                .flowJson(FLOW_JSON)
                .submission("GREETING", Map.of("name", "Somebody"))
                .build();
    }
}
