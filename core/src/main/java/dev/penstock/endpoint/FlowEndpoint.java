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
import dev.penstock.event.EndpointEvent.Kind;
import dev.penstock.event.EndpointEvent.Refusal;
import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import dev.penstock.event.RequestLabels;
import dev.penstock.event.RequestStep;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A Flow behind keys and secrets: bytes in, bytes out. This class is the first half of the way of a request, that which
 * costs the processor: read {@link #open} from top to bottom, then {@link Opened#answer} for the second half.
 *
 * <p>It needs no HTTP server: hand it the bytes of a body and the signature header, send what it returns. {@link
 * #answer} is the whole way in one call.
 *
 * <p>Thread-safe. To answer may block for as long as the handler does, so do it on a virtual thread. No request makes
 * it throw; only a {@code null} does, and an endpoint that lacks a scope.
 */
public final class FlowEndpoint {

    /** The key under which the handler's thread has the id of the request in the MDC of SLF4J: {@value}. */
    public static final String REQUEST_ID_IN_MDC = RequestLabels.ID_IN_MDC;

    private final Flow flow;
    private final Supplier<Keyset> keyset;
    private final Optional<RequestSignature> signature;
    private final DecryptionPermits permits;
    private final ReplayGuard guard;
    private final ReplayGuard submissionGuard;
    private final EndpointScope scope;
    private final Once once;
    private final Answerer answerer;
    private final ErrorNotifications notifications;
    private final Events events;

    FlowEndpoint(FlowEndpointBuilder builder, Supplier<Keyset> keyset) {
        this.flow = builder.flow;
        this.keyset = keyset;
        this.signature = builder.secrets().map(RequestSignature::of);
        this.permits = builder.permits;
        this.guard = builder.guard;
        this.submissionGuard = builder.submissionGuard.orElse(guard);
        this.scope = EndpointScope.of(builder.scope, guard.isShared() || submissionGuard.isShared(), flow.name());
        this.once = new Once(guard, submissionGuard, scope.text(), flow.timeBudget());
        this.events = builder.events();
        var tokenRules = builder.tokenRules();
        var recent = new RecentAnswers();
        this.answerer = new Answerer(builder, tokenRules, recent, once);
        this.notifications = new ErrorNotifications(flow, tokenRules, builder.handlerContext, recent);
    }

    private FlowEndpoint(FlowEndpoint that, EndpointScope scope, Events events) {
        this.flow = that.flow;
        this.keyset = that.keyset;
        this.signature = that.signature;
        this.permits = that.permits;
        this.guard = that.guard;
        this.submissionGuard = that.submissionGuard;
        this.scope = scope;
        this.once = new Once(guard, submissionGuard, scope.text(), flow.timeBudget());
        this.events = events;
        this.answerer = that.answerer.with(once);
        this.notifications = that.notifications;
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

    /** {@return how many requests may be decrypted at the same time, with those that share these permits} */
    public DecryptionPermits decryptionPermits() {
        return permits;
    }

    /** {@return how many handlers run just now although their time budget has run out} */
    public int handlersRunningOn() {
        return answerer.handlersRunningOn();
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
        return new FlowEndpoint(this, scope.at(Objects.requireNonNull(path, "path")), events);
    }

    /**
     * Returns this endpoint with one more listener, which hears of requests to the endpoint that is returned.
     *
     * @param listener hears what happens, after those that the endpoint has
     * @return the endpoint; it shares everything with this one
     */
    public FlowEndpoint heardBy(EndpointListener listener) {
        return new FlowEndpoint(this, scope, events.with(Objects.requireNonNull(listener, "listener")));
    }

    /** {@return what names it in events, metrics and logs} */
    public EndpointLabels labels() {
        return events.endpoint();
    }

    /** {@return whether it answers anybody, because it was built without an app secret; serve it on loopback only} */
    public boolean acceptsUnsignedRequests() {
        return signature.isEmpty();
    }

    /**
     * {@return whether other processes ask the same {@linkplain ReplayGuard#isShared() replay guard}, so that all of
     * them together give one answer to one request}
     */
    public boolean sharesReplayGuard() {
        return guard.isShared();
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
     * Does what {@link #warmUp} does, and has the current private key open a request of our own. For those who wait
     * before there are requests anyhow, such as for the snapshot of a process; a key that is far away is asked, and one
     * that cannot be had just now is left for later.
     */
    public void warmUpWithPrivateKey() {
        warmUp();
        var keys = keyset.get();
        try {
            keys.open(EncryptedRequest.parse(new WarmUp(keys.currentPublicKey()).bodyForPrivateKey()))
                    .forget();
        } catch (KeyTemporarilyUnavailableException notNow) {
            // The first request will see.
        }
    }

    /**
     * Answers a request: opens it when there is one of the {@linkplain #decryptionPermits() permits}, and goes the rest
     * of the way.
     *
     * @param request as an HTTP server received it
     * @return what the HTTP server has to send
     * @throws IllegalStateException if others share the replay guard, a screen is answered once per submission, and the
     *     endpoint has neither a {@linkplain FlowEndpointBuilder#scope scope} nor a {@linkplain #servedAt path}
     */
    public EndpointResponse answer(EndpointRequest request) {
        try (var opened = open(request, this::decryptWithPermit)) {
            return opened.answer();
        }
    }

    /**
     * Answers an HTTP request, whatever server it came to: refuses what {@link HttpRefusal} refuses by its head, reads
     * no more of its body than an endpoint takes, and answers it. With status 413 the rest of the body is not read.
     *
     * @param method the HTTP method, such as {@code POST}
     * @param headers asked by name, as in {@link EndpointRequest#of(byte[], Function)}: {@code headers::get}
     * @param body its bytes as they come; not closed
     * @return what the HTTP server has to send
     * @throws IOException if the body cannot be read
     * @throws IllegalArgumentException if the lookup gives no text, which is a mistake of the program
     * @throws IllegalStateException as {@link #answer(EndpointRequest)} does
     */
    public EndpointResponse answer(
            String method, Function<String, ? extends @Nullable Object> headers, InputStream body) throws IOException {
        Objects.requireNonNull(body, "body");
        var refusal = HttpRefusal.byHead(method, headers);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        var bytes = body.readNBytes(EncryptedRequest.MAX_BODY_BYTES + 1);
        return bytes.length > EncryptedRequest.MAX_BODY_BYTES
                ? HttpRefusal.tooLarge()
                : answer(EndpointRequest.of(bytes, headers));
    }

    /**
     * Does with a request all that costs the processor: verifies its signature, reads it, decrypts it, and reads what
     * was in it. For servers that decide themselves who is let in, and when: this takes no permit and waits for nobody,
     * so whoever calls it sees to it that no more run at the same time than {@link #decryptionPermits()} count. What
     * follows does not cost the processor, and needs no such care.
     *
     * @param request as an HTTP server received it
     * @return the request, to be answered and closed; also one that is refused
     * @throws IllegalStateException if others share the replay guard, a screen is answered once per submission, and the
     *     endpoint has neither a {@linkplain FlowEndpointBuilder#scope scope} nor a {@linkplain #servedAt path}
     */
    public Opened open(EndpointRequest request) {
        return open(request, this::decrypt);
    }

    private Opened open(EndpointRequest request, BiFunction<EncryptedRequest, RequestEvents, Decryption> decryption) {
        Objects.requireNonNull(request, "request");
        checkScope();
        var told = events.received(request.body().length);
        try {
            verifySignature(request, told);
            var encrypted = EncryptedRequest.parse(request.body());
            return read(encrypted, decryption.apply(encrypted, told), told);
        } catch (InvalidRequestSignatureException notMeta) {
            return refused(told.refuse(Refusal.INVALID_REQUEST_SIGNATURE));
        } catch (MalformedRequestException malformed) {
            return refused(told.refuse(Refusal.MALFORMED_REQUEST));
        } catch (NoPermitException busy) {
            return refused(told.refuse(Refusal.BUSY));
        } catch (UndecryptableRequestException undecryptable) {
            return refused(told.refuse(Refusal.UNDECRYPTABLE));
        } catch (KeyTemporarilyUnavailableException notNow) {
            return refused(told.refuse(Refusal.KEY_UNAVAILABLE, notNow));
        } catch (RuntimeException | Error bug) {
            return refused(told.refuse(Refusal.INTERNAL_ERROR, bug));
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

    private void verifySignature(EndpointRequest request, RequestEvents told) {
        if (signature.isEmpty()) {
            return;
        }
        var start = told.now();
        var verdict = signature.get().check(request.body(), request.signature());
        told.stepped(RequestStep.Name.VERIFY, start);
        if (!verdict.isValid()) {
            throw new InvalidRequestSignatureException("The request signature is not Meta's.");
        }
    }

    private Decryption decrypt(EncryptedRequest encrypted, RequestEvents told) {
        var start = told.now();
        var keys = keyset.get();
        var opened = keys.open(encrypted);
        boolean withCurrentKey = opened.keyId().equals(keys.currentPublicKey().id());
        return new Decryption(opened, withCurrentKey, events.since(start), told.elapsed());
    }

    private Decryption decryptWithPermit(EncryptedRequest encrypted, RequestEvents told) {
        permits.take();
        try {
            return decrypt(encrypted, told);
        } finally {
            permits.giveBack();
        }
    }

    private Opened read(EncryptedRequest encrypted, Decryption decryption, RequestEvents told) {
        var opened = decryption.opened();
        try {
            var clear = parse(opened, decryption, told);
            return new ReadableRequest(clear, Once.idOf(encrypted), opened, once, answerer, notifications, told);
        } catch (RuntimeException | Error unreadable) {
            opened.forget();
            throw unreadable;
        }
    }

    /** Tells that it was opened, with what it is if it can be read. */
    private static FlowRequest parse(OpenedRequest opened, Decryption decryption, RequestEvents told) {
        try {
            var clear = FlowRequest.parse(opened.clear());
            switch (clear) {
                case HealthCheck check -> told.isRead(Kind.HEALTH_CHECK, "");
                case ErrorNotification notification -> told.isRead(Kind.ERROR_NOTIFICATION, notification.screen());
                case ScreenRequest request ->
                    told.isRead(Kind.valueOf(request.action().name()), request.screen());
            }
            return clear;
        } finally {
            told.opened(decryption);
        }
    }

    private static Opened refused(EndpointResponse refusal) {
        return new RefusedRequest(refusal);
    }

    @Override
    public String toString() {
        return "FlowEndpoint[%s, keys %s]".formatted(flow.name(), keyset().ids());
    }
}
