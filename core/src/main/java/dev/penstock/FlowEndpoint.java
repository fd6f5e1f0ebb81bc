package dev.penstock;

import dev.penstock.EndpointEvent.Failure;
import dev.penstock.EndpointEvent.Kind;
import dev.penstock.EndpointEvent.Refusal;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.KeyTemporarilyUnavailableException;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.OpenedRequest;
import dev.penstock.internal.LosslessUtf8;
import dev.penstock.replay.Answer;
import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.InMemoryReplayGuard;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.replay.ReplayId;
import dev.penstock.trust.RequestSignature;
import java.util.Objects;
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
 * throws, whatever the request, but for a {@code null}.
 */
public final class FlowEndpoint {

    /** The key under which the handler's thread has the id of the request in the MDC of SLF4J: {@value}. */
    public static final String REQUEST_ID_IN_MDC = "penstock.request";

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
        this.events = builder.events();
        this.answerer = new Answerer(flow, builder.guard, builder.responseCheck, builder.responseCheckPolicy);
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
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(whenOpened, "whenOpened");
        var told = events.received(request.body().length);
        try {
            verifySignature(request);
            var encrypted = EncryptedRequest.parse(request.body());
            if (!permits.take()) {
                return refuse(Refusal.BUSY, told);
            }
            var opened = open(encrypted, told);
            try {
                whenOpened.run();
                return switch (FlowRequest.parse(opened.clear())) {
                    case HealthCheck check -> answer(opened, AnswerWriter.HEALTHY, Kind.HEALTH_CHECK, told);
                    case ErrorNotification notification -> acknowledge(notification, opened, told);
                    case ScreenRequest onScreen -> answerOnce(onScreen, encrypted, opened, told);
                };
            } finally {
                opened.forget();
            }
        } catch (InvalidRequestSignatureException notMeta) {
            return refuse(Refusal.INVALID_REQUEST_SIGNATURE, told);
        } catch (MalformedRequestException malformed) {
            return refuse(Refusal.MALFORMED_REQUEST, told);
        } catch (UndecryptableRequestException undecryptable) {
            return refuse(Refusal.UNDECRYPTABLE, told);
        } catch (KeyTemporarilyUnavailableException notNow) {
            told.refused(Refusal.KEY_UNAVAILABLE, notNow);
            return EndpointResponse.bare(Refusal.KEY_UNAVAILABLE.status());
        } catch (AnswerPendingException pending) {
            return refuse(Refusal.BUSY, told);
        } catch (RuntimeException | Error bug) {
            told.bug(bug);
            return EndpointResponse.bare(Refusal.INTERNAL_ERROR.status());
        }
    }

    private void verifySignature(EndpointRequest request) {
        if (signature.isPresent()
                && !signature.get().check(request.body(), request.signature()).isValid()) {
            throw new InvalidRequestSignatureException("The request signature is not Meta's.");
        }
    }

    /** Opens the request and gives the permit back, since what follows does not cost the processor. */
    private OpenedRequest open(EncryptedRequest encrypted, RequestEvents told) {
        try {
            var keys = keyset.get();
            var opened = keys.open(encrypted);
            var keyId = opened.keyId();
            told.opened(keyId, keyId.equals(keys.currentPublicKey().id()));
            return opened;
        } finally {
            permits.giveBack();
        }
    }

    private EndpointResponse acknowledge(ErrorNotification notification, OpenedRequest opened, RequestEvents told) {
        var key = notification.errorKey();
        told.errorNotified(DOCUMENTED_ERROR_KEYS.contains(key) ? key : "other");
        return answer(opened, AnswerWriter.ACKNOWLEDGED, Kind.ERROR_NOTIFICATION, told);
    }

    /** The same request again gets the same bytes: a second answer would reuse the key and initialization vector. */
    private EndpointResponse answerOnce(
            ScreenRequest request, EncryptedRequest encrypted, OpenedRequest opened, RequestEvents told) {
        var id = ReplayId.of("request", LosslessUtf8.encode(flow.name()), encrypted.fingerprint());
        var made = new boolean[1];
        var answer = ownGuard.once(id, flow.timeBudget(), () -> {
            try {
                return sharedGuard.once(id, flow.timeBudget(), () -> {
                    made[0] = true;
                    return make(request, opened, told);
                });
            } catch (ReplayGuardException unavailable) {
                made[0] = true;
                told.failed(request.action(), Failure.REPLAY_GUARD, unavailable);
                // Without the guard nothing may run, or it might run twice. The person can try again.
                return seal(answerer.tryAgain(request, told), opened);
            }
        });
        return answered(
                answer.status(), answer.body(), Kind.valueOf(request.action().name()), !made[0], told);
    }

    private Answer make(ScreenRequest request, OpenedRequest opened, RequestEvents told) {
        var clear = tokenRules
                .check(flow.name(), request)
                .map(refusal -> answerer.refuseToken(request, refusal, told))
                .orElseGet(() -> answerer.answer(tokenRules.identify(flow.name(), request), told));
        return seal(clear, opened);
    }

    private Answer seal(Answer clear, OpenedRequest opened) {
        return clear.body().length == 0 ? clear : new Answer(clear.status(), opened.seal(clear.body()), true);
    }

    private EndpointResponse answer(OpenedRequest opened, byte[] clear, Kind kind, RequestEvents told) {
        return answered(200, opened.seal(clear), kind, false, told);
    }

    private EndpointResponse answered(int status, byte[] body, Kind kind, boolean replayed, RequestEvents told) {
        told.answered(kind, status, replayed, body.length);
        return new EndpointResponse(status, body);
    }

    private EndpointResponse refuse(Refusal refusal, RequestEvents told) {
        told.refused(refusal);
        return EndpointResponse.bare(refusal.status());
    }

    @Override
    public String toString() {
        return "FlowEndpoint[%s, keys %s]".formatted(flow.name(), keyset().ids());
    }
}
