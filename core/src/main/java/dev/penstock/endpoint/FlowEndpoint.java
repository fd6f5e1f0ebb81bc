package dev.penstock.endpoint;

import dev.penstock.ErrorNotification;
import dev.penstock.Flow;
import dev.penstock.FlowRequest;
import dev.penstock.HealthCheck;
import dev.penstock.InvalidRequestSignatureException;
import dev.penstock.MalformedRequestException;
import dev.penstock.ScreenRequest;
import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.crypto.Keyset;
import dev.penstock.crypto.OpenedRequest;
import dev.penstock.crypto.spi.KeyTemporarilyUnavailableException;
import dev.penstock.event.EndpointEvent.Failure;
import dev.penstock.event.EndpointEvent.Kind;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.replay.Answer;
import dev.penstock.replay.AnswerNotKeptException;
import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayGuardException;
import dev.penstock.trust.RequestSignature;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/**
 * A Flow behind keys and secrets: bytes in, bytes out. This class is the way of one request; read {@link #answer} from
 * top to bottom.
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
    private final ReplayGuard guard;
    private final EndpointScope scope;
    private final Once once;
    private final HandlerRuns handlerRuns;
    private final Answerer answerer;
    private final Events events;

    FlowEndpoint(FlowEndpointBuilder builder, Supplier<Keyset> keyset) {
        this.flow = builder.flow;
        this.keyset = keyset;
        this.signature = builder.appSecrets.map(RequestSignature::of);
        this.tokenRules = builder.tokenRules();
        this.permits = builder.permits;
        this.guard = builder.guard;
        this.scope = EndpointScope.of(builder.scope, guard.isShared(), flow.name());
        this.once = new Once(guard, scope.text());
        this.handlerRuns = new HandlerRuns(builder.maxHandlersRunningOn);
        this.events = builder.events();
        this.answerer = new Answerer(flow, once, handlerRuns, builder.responseCheck, builder.responseCheckPolicy);
    }

    private FlowEndpoint(FlowEndpoint that, EndpointScope scope) {
        this.flow = that.flow;
        this.keyset = that.keyset;
        this.signature = that.signature;
        this.tokenRules = that.tokenRules;
        this.permits = that.permits;
        this.guard = that.guard;
        this.scope = scope;
        this.once = new Once(guard, scope.text());
        this.handlerRuns = that.handlerRuns;
        this.events = that.events;
        this.answerer = that.answerer.with(once);
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

    /** {@return how many handlers run just now although their time budget has run out} */
    public int handlersRunningOn() {
        return handlerRuns.runningOn();
    }

    /**
     * Returns this endpoint as it is served at a path. Whatever serves endpoints calls this before the first request:
     * the path sets the endpoint apart from others that share a replay guard with it, unless it was built with a
     * {@linkplain FlowEndpointBuilder#scope scope}.
     *
     * @param path the path of its URL, the same on every replica
     * @return the endpoint; it shares everything with this one
     */
    public FlowEndpoint servedAt(String path) {
        return new FlowEndpoint(this, scope.at(Objects.requireNonNull(path, "path")));
    }

    /** {@return whether it answers anybody, because it was built without an app secret; serve it on loopback only} */
    public boolean acceptsUnsignedRequests() {
        return signature.isEmpty();
    }

    /**
     * Does once what the first request would wait for: reads, opens and answers a health check of our own. Nobody is
     * told of it, no handler runs, and the private key is not used. A server calls it before it says that it is ready.
     */
    public void warmUp() {
        var own = new WarmUp(keyset.get().currentPublicKey());
        var body = own.body();
        signature.ifPresent(secrets -> secrets.check(body, ""));
        own.answer(body);
    }

    /**
     * Answers a request.
     *
     * @param request as an HTTP server received it
     * @return what the HTTP server has to send
     * @throws IllegalStateException if others share the replay guard, a screen is answered once per submission, and the
     *     endpoint has neither a {@linkplain FlowEndpointBuilder#scope scope} nor a {@linkplain #servedAt path}
     */
    public EndpointResponse answer(EndpointRequest request) {
        return answer(request, () -> {});
    }

    /**
     * Answers a request, and says when the costly part of it is over. A server that lets only as many begin as there
     * are {@linkplain #decryptionPermits() permits} lets the next one begin then, while this one's handler runs.
     *
     * @param request as an HTTP server received it
     * @param whenOpened run once on this thread, after decryption and before the handler; not run where the request is
     *     refused before that
     * @return what the HTTP server has to send
     * @throws IllegalStateException if others share the replay guard, a screen is answered once per submission, and the
     *     endpoint has neither a {@linkplain FlowEndpointBuilder#scope scope} nor a {@linkplain #servedAt path}
     */
    public EndpointResponse answer(EndpointRequest request, Runnable whenOpened) {
        Objects.requireNonNull(request, "request");
        Objects.requireNonNull(whenOpened, "whenOpened");
        checkScope();
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
        } catch (RuntimeException | Error bug) {
            told.bug(bug);
            return EndpointResponse.bare(Refusal.INTERNAL_ERROR.status());
        }
    }

    private void checkScope() {
        if (scope.isAmbiguous() && !flow.oncePerSubmission().isEmpty()) {
            throw new IllegalStateException(
                    ("The endpoint %s shares its replay guard, and nothing sets its submissions apart from those of"
                                    + " another endpoint: add scope(\"/flows/%s\"), the same on every replica, or call"
                                    + " servedAt(path).")
                            .formatted(flow.name(), flow.name()));
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

    /**
     * The same request again gets the same bytes: a second answer would reuse the key and initialization vector. Where
     * that cannot be promised nothing is sent.
     */
    private EndpointResponse answerOnce(
            ScreenRequest request, EncryptedRequest encrypted, OpenedRequest opened, RequestEvents told) {
        try {
            var given = once.request(encrypted, flow.timeBudget(), () -> make(request, opened, told));
            var answer = given.answer();
            var kind = Kind.valueOf(request.action().name());
            return answered(answer.status(), answer.body(), kind, given.isReplayed(), told);
        } catch (ReplayGuardException cannotPromise) {
            told.failed(request.action(), Failure.REPLAY_GUARD, cannotPromise);
            return refuse(Refusal.REPLAY_GUARD, told);
        } catch (AnswerNotKeptException gone) {
            return refuse(Refusal.ANSWERED_BEFORE, told);
        } catch (AnswerPendingException pending) {
            return refuse(Refusal.BUSY, told);
        }
    }

    private Answer make(ScreenRequest request, OpenedRequest opened, RequestEvents told) {
        var clear = switch (tokenRules.check(flow.name(), request)) {
            case TokenRules.Accepted accepted -> answerer.answer(accepted.request(), told);
            case TokenRules.Refused refused -> answerer.refuseToken(request, refused.problem(), told);
        };
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
