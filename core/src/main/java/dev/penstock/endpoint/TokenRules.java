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

    /** What came of a check. */
    sealed interface Outcome {}

    /** The request, with the subject of its flow token where tokens are ours to read. */
    record Accepted(ScreenRequest request) implements Outcome {}

    /** Why the token is not accepted, for the log; nothing of the token itself. */
    record Refused(String problem) implements Outcome {}

    /** Checks what a request brings, once: what is verified is also what the handler gets. */
    Outcome check(String flow, ScreenRequest request) {
        return checkSignature(request).<Outcome>map(Refused::new).orElseGet(() -> checkToken(flow, request));
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

    private Outcome checkToken(String flow, ScreenRequest request) {
        if (tokens.isEmpty()) {
            return new Accepted(request);
        }
        return switch (tokens.get().verify(flow, request.flowToken().value())) {
            case TokenCheck.Verified verified -> new Accepted(withSubject(request, verified.subject()));
            case TokenCheck.Expired expired -> new Refused("The flow token expired at " + expired.expired() + ".");
            case TokenCheck.OtherFlow other -> new Refused("The flow token was issued for another Flow.");
            case TokenCheck.Forged forged -> new Refused("The flow token was not issued by us.");
        };
    }

    /** The token with its subject, if it is one of ours that holds; otherwise as it is. */
    FlowToken withSubject(String flow, FlowToken token) {
        return tokens.isPresent() && tokens.get().verify(flow, token.value()) instanceof TokenCheck.Verified verified
                ? new FlowToken(token.value(), Optional.of(verified.subject()))
                : token;
    }

    private static ScreenRequest withSubject(ScreenRequest request, String subject) {
        var token = new FlowToken(request.flowToken().value(), Optional.of(subject));
        return switch (request) {
            case Init r -> new Init(r.version(), r.screen(), r.data(), token, r.flowTokenSignature(), r.otherFields());
            case DataExchange r ->
                new DataExchange(r.version(), r.screen(), r.data(), token, r.flowTokenSignature(), r.otherFields());
            case Back r -> new Back(r.version(), r.screen(), r.data(), token, r.flowTokenSignature(), r.otherFields());
        };
    }
}
