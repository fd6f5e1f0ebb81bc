package dev.penstock.testing;

import dev.penstock.Flow;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.endpoint.ResponseCheck;
import dev.penstock.endpoint.ResponseCheckPolicy;
import dev.penstock.event.EndpointEvent;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.RequestSignature;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.UnaryOperator;

/** The endpoint of a {@link FlowTester}, the line to it, and what was heard of the last request. Thread-safe. */
final class TestedEndpoint {

    /** How long a test waits at most: longer than a phone, since machines that test are busy. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static final AppSecrets SECRETS = AppSecrets.of("0123456789abcdef0123456789abcdef");

    /** Made when the first test needs it: that takes a tenth of a second. */
    private static final class Key {
        static final Keyset SET = Keyset.of(PrivateKeys.generate());
    }

    private final EndpointLine line;
    private final String flowToken;
    private final List<EndpointEvent> heard;
    private final UnseenFailures failures;

    private TestedEndpoint(EndpointLine line, String flowToken, List<EndpointEvent> heard, UnseenFailures failures) {
        this.line = line;
        this.flowToken = flowToken;
        this.heard = heard;
        this.failures = failures;
    }

    static TestedEndpoint of(
            Flow flow,
            Optional<ResponseCheck> check,
            Optional<String> subject,
            Optional<String> flowToken,
            UnaryOperator<FlowEndpointBuilder> options,
            UnseenFailures failures) {
        var heard = new CopyOnWriteArrayList<EndpointEvent>();
        var tokens = FlowTokens.of(SECRETS);
        var builder = FlowEndpoint.builder(flow)
                .keyset(Key.SET)
                .appSecrets(SECRETS)
                .scope("/flows/" + flow.name())
                .uniqueFlowTokens()
                .listener(heard::add);
        if (subject.isPresent()) {
            builder.flowTokens(tokens);
        }
        check.ifPresent(present -> builder.responseCheck(present, ResponseCheckPolicy.REFUSE));
        var endpoint = options.apply(builder).build();
        var token = subject.map(somebody -> tokens.issue(flow.name(), somebody)).or(() -> flowToken);
        var line = InProcessLine.to(endpoint).signedBy(RequestSignature.of(SECRETS));
        return new TestedEndpoint(line, token.orElse(""), heard, failures);
    }

    String flowToken() {
        return flowToken;
    }

    FlowAnswer ask(String action, String screen, Map<String, Object> data) {
        var request = new LinkedHashMap<String, Object>();
        request.put("version", "3.0");
        request.put("action", action);
        request.put("screen", screen);
        request.put("data", data);
        request.put("flow_token", flowToken);
        return ask(request);
    }

    /** One after the other, so that what is heard is of this request. */
    synchronized FlowAnswer ask(Map<String, Object> request) {
        heard.clear();
        var exchange = send(request);
        return new FlowAnswer(this, exchange, List.copyOf(heard));
    }

    UnseenFailures failures() {
        return failures;
    }

    Exchange send(Map<String, Object> request) {
        return line.send(request, PATIENCE);
    }
}
