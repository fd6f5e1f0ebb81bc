package dev.penstock;

import dev.penstock.EndpointEvent.Failure;
import dev.penstock.EndpointEvent.Kind;
import dev.penstock.EndpointEvent.Refusal;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.OpenedRequest;
import dev.penstock.replay.Answer;
import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.InMemoryReplayGuard;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import dev.penstock.trust.RequestSignature;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A Flow behind keys and secrets: bytes in, bytes out. This class is the way of one request; read {@link #answer} from top
 * to bottom.
 *
 * <p>It needs no HTTP server: hand it the bytes of a body and the signature header, send what it returns.
 *
 * <p>Thread-safe. It may block for as long as the handler does, so call it on a virtual thread. It never
 * throws, whatever the request.
 */
public final class FlowEndpoint {

    private static final Set<String> DOCUMENTED_ERROR_KEYS = Set.of(
            "timeout_error",
            "missing_capability",
            "cannot_be_served",
            "no_http_response_error",
            "unexpected_http_status_code",
            "public-key-missing",
            "public-key-signiture-verification",
            "public-key-signature-verification",
            "response-decryption-error",
            "invalid-screen-transition",
            "payload-schema-error",
            "components-validation-error",
            "business-decryption-error");

    private final Flow flow;
    private final Supplier<Keyset> keyset;
    private final Optional<RequestSignature> signature;
    private final TokenRules tokenRules;
    private final DecryptionPermits permits;
    /** In front of a shared guard: whatever comes of that one, this process gives one request one answer. */
    private final ReplayGuard ownGuard;

    private final ReplayGuard sharedGuard;
    private final Answerer answerer;
    private final Events events;

    FlowEndpoint(FlowEndpointBuilder builder, Supplier<Keyset> keyset) {
        this.flow = builder.flow;
        this.keyset = keyset;
        this.signature = builder.appSecrets.map(RequestSignature::of);
        this.tokenRules = builder.tokenRules();
        this.permits = builder.permits;
        boolean isShared = !(builder.guard instanceof InMemoryReplayGuard);
        this.ownGuard = isShared ? ReplayGuard.inMemory() : builder.guard;
        this.sharedGuard = isShared ? builder.guard : (id, patience, maker) -> maker.get();
        this.events = new Events(flow.name(), builder.listener);
        this.answerer = new Answerer(flow, builder.guard, builder.responseCheck, builder.responseCheckPolicy, events);
    }

    /**
     * Begins an endpoint.
     *
     * @param flow the Flow that it serves
     * @return a builder
     */
    public static FlowEndpointBuilder builder(Flow flow) {
        return new FlowEndpointBuilder(flow);
    }

    /** {@return the Flow that it serves} */
    public Flow flow() {
        return flow;
    }

    /** {@return the keys with which it opens requests now} */
    public Keyset keyset() {
        return keyset.get();
    }

    /** {@return how many requests it decrypts at the same time, and how many may wait for that} */
    public DecryptionPermits decryptionPermits() {
        return permits;
    }

    /** {@return whether it answers anybody, because it was built without an app secret; serve it on loopback only} */
    public boolean acceptsUnsignedRequests() {
        return signature.isEmpty();
    }

    /**
     * Answers a request.
     *
     * @param request as an HTTP server received it
     * @return what the HTTP server has to send
     */
    public EndpointResponse answer(EndpointRequest request) {
        return answer(request, () -> {});
    }

    /**
     * Answers a request, and says when the costly part of it is over. A server that lets only as many begin as there are
     * {@linkplain #decryptionPermits() permits} lets the next one begin then, while this one's handler runs.
     *
     * @param request as an HTTP server received it
     * @param whenOpened run once on this thread, after decryption and before the handler; not run where the request is
     *     refused before that
     * @return what the HTTP server has to send
     */
    public EndpointResponse answer(EndpointRequest request, Runnable whenOpened) {
        var received = events.received(request.body().length);
        try {
            verifySignature(request);
            var encrypted = EncryptedRequest.parse(request.body());
            if (!permits.take()) {
                return refuse(Refusal.BUSY, received);
            }
            var opened = open(encrypted, received);
            whenOpened.run();
            return switch (FlowRequest.parse(opened.clear())) {
                case HealthCheck check -> answer(opened, AnswerWriter.HEALTHY, Kind.HEALTH_CHECK, received);
                case ErrorNotification notification -> acknowledge(notification, opened, received);
                case ScreenRequest onScreen -> answerOnce(onScreen, encrypted, opened, received);
            };
        } catch (InvalidRequestSignatureException notMeta) {
            return refuse(Refusal.INVALID_REQUEST_SIGNATURE, received);
        } catch (MalformedRequestException malformed) {
            return refuse(Refusal.MALFORMED_REQUEST, received);
        } catch (UndecryptableRequestException undecryptable) {
            return refuse(Refusal.UNDECRYPTABLE, received);
        } catch (AnswerPendingException pending) {
            return refuse(Refusal.BUSY, received);
        } catch (RuntimeException bug) {
            events.bug(bug);
            return refuse(Refusal.INTERNAL_ERROR, received);
        }
    }

    private void verifySignature(EndpointRequest request) {
        if (signature.isPresent()
                && !signature.get().check(request.body(), request.signature()).isValid()) {
            throw new InvalidRequestSignatureException("The request signature is not Meta's.");
        }
    }

    /** Opens the request and gives the permit back, since what follows does not cost the processor. */
    private OpenedRequest open(EncryptedRequest encrypted, Events.Clock received) {
        try {
            var keys = keyset.get();
            var opened = keys.open(encrypted);
            var keyId = opened.keyId();
            events.opened(keyId, keyId.equals(keys.currentPublicKey().id()), received);
            return opened;
        } finally {
            permits.giveBack();
        }
    }

    private EndpointResponse acknowledge(ErrorNotification notification, OpenedRequest opened, Events.Clock received) {
        var key = notification.errorKey();
        events.errorNotified(DOCUMENTED_ERROR_KEYS.contains(key) ? key : "other");
        return answer(opened, AnswerWriter.ACKNOWLEDGED, Kind.ERROR_NOTIFICATION, received);
    }

    /** The same request again gets the same bytes: a second answer would reuse the key and initialization vector. */
    private EndpointResponse answerOnce(
            ScreenRequest request, EncryptedRequest encrypted, OpenedRequest opened, Events.Clock received) {
        var id = ReplayId.of("request", flow.name().getBytes(StandardCharsets.UTF_8), encrypted.fingerprint());
        var made = new boolean[1];
        var answer = ownGuard.once(id, flow.timeBudget(), () -> {
            try {
                return sharedGuard.once(id, flow.timeBudget(), () -> {
                    made[0] = true;
                    return make(request, opened);
                });
            } catch (ReplayGuardException unavailable) {
                made[0] = true;
                events.failed(request.action(), Failure.REPLAY_GUARD, Problem.of(unavailable));
                // Without the guard nothing may run, or it might run twice. The person can try again.
                return seal(answerer.tryAgain(request), opened);
            }
        });
        return answered(
                answer.status(), answer.body(), Kind.valueOf(request.action().name()), !made[0], received);
    }

    private Answer make(ScreenRequest request, OpenedRequest opened) {
        var clear = tokenRules
                .check(flow.name(), request)
                .map(refusal -> answerer.refuseToken(request, refusal))
                .orElseGet(() -> answerer.answer(tokenRules.identify(flow.name(), request)));
        return seal(clear, opened);
    }

    private Answer seal(Answer clear, OpenedRequest opened) {
        return clear.body().length == 0 ? clear : new Answer(clear.status(), opened.seal(clear.body()), true);
    }

    private EndpointResponse answer(OpenedRequest opened, byte[] clear, Kind kind, Events.Clock received) {
        return answered(200, opened.seal(clear), kind, false, received);
    }

    private EndpointResponse answered(int status, byte[] body, Kind kind, boolean replayed, Events.Clock received) {
        events.answered(kind, status, replayed, body.length, received);
        return new EndpointResponse(status, body);
    }

    private EndpointResponse refuse(Refusal refusal, Events.Clock received) {
        events.refused(refusal, received);
        return EndpointResponse.bare(refusal.status());
    }

    @Override
    public String toString() {
        return "FlowEndpoint[%s, keys %s]".formatted(flow.name(), keyset().ids());
    }
}
