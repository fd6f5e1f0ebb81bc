package dev.penstock.endpoint;

import dev.penstock.Back;
import dev.penstock.DataExchange;
import dev.penstock.FlowToken;
import dev.penstock.Init;
import dev.penstock.ScreenRequest;
import dev.penstock.trust.FlowTokenSignature;
import dev.penstock.trust.FlowTokens;
import dev.penstock.trust.TokenCheck;
import java.util.Optional;

/** What an endpoint demands of flow tokens and flow token signatures. */
record TokenRules(
        Optional<FlowTokenSignature> signature, FlowTokenSignature.Policy policy, Optional<FlowTokens> tokens) {

    /** Why the token is not accepted, for the log; nothing of the token itself. */
    Optional<String> check(String flow, ScreenRequest request) {
        return checkSignature(request).or(() -> checkToken(flow, request));
    }

    private Optional<String> checkSignature(ScreenRequest request) {
        if (policy == FlowTokenSignature.Policy.OFF || signature.isEmpty()) {
            return Optional.empty();
        }
        if (request.flowTokenSignature().isEmpty()) {
            return policy == FlowTokenSignature.Policy.REQUIRED
                    ? Optional.of("There is no flow token signature, and one is required.")
                    : Optional.empty();
        }
        return signature
                        .get()
                        .vouchesFor(
                                request.flowTokenSignature().get(),
                                request.flowToken().value())
                ? Optional.empty()
                : Optional.of("The flow token signature does not vouch for the flow token.");
    }

    private Optional<String> checkToken(String flow, ScreenRequest request) {
        return tokens.flatMap(issued -> switch (issued.verify(
                flow, request.flowToken().value())) {
            case TokenCheck.Verified verified -> Optional.empty();
            case TokenCheck.Expired expired -> Optional.of("The flow token expired at " + expired.expired() + ".");
            case TokenCheck.OtherFlow other -> Optional.of("The flow token was issued for another Flow.");
            case TokenCheck.Forged forged -> Optional.of("The flow token was not issued by us.");
        });
    }

    /** The request with the subject of its flow token, if tokens are ours to read. */
    ScreenRequest identify(String flow, ScreenRequest request) {
        var value = request.flowToken().value();
        if (tokens.isEmpty() || !(tokens.get().verify(flow, value) instanceof TokenCheck.Verified verified)) {
            return request;
        }
        var token = new FlowToken(value, Optional.of(verified.subject()));
        return switch (request) {
            case Init r -> new Init(r.version(), r.screen(), r.data(), token, r.flowTokenSignature(), r.otherFields());
            case DataExchange r ->
                new DataExchange(r.version(), r.screen(), r.data(), token, r.flowTokenSignature(), r.otherFields());
            case Back r -> new Back(r.version(), r.screen(), r.data(), token, r.flowTokenSignature(), r.otherFields());
        };
    }
}
