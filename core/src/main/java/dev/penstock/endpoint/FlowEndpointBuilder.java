package dev.penstock.endpoint;

import dev.penstock.Flow;
import dev.penstock.FlowBuilder;
import dev.penstock.FlowToken;
import dev.penstock.crypto.Keyset;
import dev.penstock.event.EndpointListener;
import dev.penstock.event.LoggingListener;
import dev.penstock.log.Seldom;
import dev.penstock.log.SilentLog;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature;
import dev.penstock.trust.FlowTokens;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a {@link FlowEndpoint}.
 *
 * <p>Needed: {@link #keyset} and {@link #appSecrets}. Defaults for the rest: the replay guard and the decryption
 * permits of the process, flow token signatures checked if present, no flow tokens of our own, no response check,
 * failures logged. Not thread-safe.
 */
public final class FlowEndpointBuilder {

    /** How many handlers may run on beyond their time budget unless said otherwise: 64. */
    public static final int DEFAULT_MAX_HANDLERS_RUNNING_ON = 64;

    private static final Logger LOG = LoggerFactory.getLogger(FlowEndpointBuilder.class);

    final Flow flow;
    Optional<AppSecrets> appSecrets = Optional.empty();
    Optional<ResponseCheck> responseCheck = Optional.empty();
    ResponseCheckPolicy responseCheckPolicy = ResponseCheckPolicy.REFUSE;
    ReplayGuard guard = ReplayGuard.ofProcess();
    Optional<ReplayGuard> submissionGuard = Optional.empty();
    Optional<String> scope = Optional.empty();
    DecryptionPermits permits = DecryptionPermits.ofProcess();
    int maxHandlersRunningOn = DEFAULT_MAX_HANDLERS_RUNNING_ON;

    private @Nullable Supplier<Keyset> keyset;
    private boolean acceptsUnsignedRequests;
    private FlowTokenSignature.Policy tokenSignaturePolicy = FlowTokenSignature.Policy.IF_PRESENT;
    private Optional<FlowTokens> flowTokens = Optional.empty();
    private boolean hasUniqueFlowTokens;
    private InstantSource clock = InstantSource.system();
    private boolean hasClock;
    private EndpointListener listener = event -> {};
    private Supplier<String> requestIds = RequestIds::random;
    private boolean revealsFailures;

    FlowEndpointBuilder(Flow flow) {
        this.flow = Objects.requireNonNull(flow, "flow");
    }

    /**
     * Sets the private keys with which requests are opened.
     *
     * @param keyset the current key and previous ones
     * @return this builder
     */
    public FlowEndpointBuilder keyset(Keyset keyset) {
        Objects.requireNonNull(keyset, "keyset");
        return keyset(() -> keyset);
    }

    /**
     * Sets keys that may change while the endpoint is in use, so that they can be rotated without a restart.
     *
     * @param keyset asked once for each request; it must be quick, and it must be thread-safe
     * @return this builder
     */
    public FlowEndpointBuilder keyset(Supplier<Keyset> keyset) {
        this.keyset = Objects.requireNonNull(keyset, "keyset");
        return this;
    }

    /**
     * Sets the secrets with which Meta signs requests.
     *
     * @param appSecrets of the app that is linked to the Flow
     * @return this builder
     */
    public FlowEndpointBuilder appSecrets(AppSecrets appSecrets) {
        this.appSecrets = Optional.of(Objects.requireNonNull(appSecrets, "appSecrets"));
        return this;
    }

    /**
     * Lets anybody ask, without an app secret. For experiments on one's own machine: nothing then proves that a request
     * is Meta's. Penstock's server listens on loopback only when an endpoint is built like this.
     *
     * @return this builder
     */
    public FlowEndpointBuilder insecurelyAcceptUnsignedRequests() {
        acceptsUnsignedRequests = true;
        return this;
    }

    /**
     * Sets whether requests must carry a flow token signature.
     *
     * @param policy default {@link FlowTokenSignature.Policy#IF_PRESENT}
     * @return this builder
     */
    public FlowEndpointBuilder flowTokenSignature(FlowTokenSignature.Policy policy) {
        this.tokenSignaturePolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Accepts only flow tokens that we issued for this Flow and that have not expired; handlers find the subject in
     * {@link FlowToken#subject()}. Other requests are answered with status 427.
     *
     * @param flowTokens the same with which tokens are issued
     * @return this builder
     */
    public FlowEndpointBuilder flowTokens(FlowTokens flowTokens) {
        this.flowTokens = Optional.of(Objects.requireNonNull(flowTokens, "flowTokens"));
        return this;
    }

    /**
     * Says that whoever sends the messages gives each a flow token of its own, though not one of {@link FlowTokens}:
     * then {@link FlowBuilder#oncePerSubmission} can go by it. Two people with one token who submit the same get one
     * answer, that of the first; a submission without a token, or with {@code "unused"}, is not answered once.
     *
     * @return this builder
     */
    public FlowEndpointBuilder uniqueFlowTokens() {
        hasUniqueFlowTokens = true;
        return this;
    }

    /**
     * Sets the replay guard.
     *
     * @param guard shared by all replicas of this endpoint; default {@link ReplayGuard#ofProcess()}, which is right for
     *     one process
     * @return this builder
     */
    public FlowEndpointBuilder replayGuard(ReplayGuard guard) {
        this.guard = Objects.requireNonNull(guard, "guard");
        return this;
    }

    /**
     * Sets another guard for what people submit than for requests. The same request has the same bytes, so a load
     * balancer that hashes on the header {@code X-Hub-Signature-256} sends it to the same replica, and the guard of
     * requests may be in memory. The same submission, a second tap, has other bytes, and reaches any replica.
     *
     * @param guard shared by all replicas of this endpoint; default the {@linkplain #replayGuard replay guard}
     * @return this builder
     */
    public FlowEndpointBuilder submissionGuard(ReplayGuard guard) {
        this.submissionGuard = Optional.of(Objects.requireNonNull(guard, "guard"));
        return this;
    }

    /**
     * Sets what tells this endpoint's answers from those of all others that ask the same replay guard. Two endpoints
     * with one scope get each other's answers, so give it to replicas of one endpoint only.
     *
     * @param scope the same on every replica, and kept when keys or secrets change; default the path at which the
     *     endpoint is served, and with a guard in memory this object
     * @return this builder
     */
    public FlowEndpointBuilder scope(String scope) {
        Objects.requireNonNull(scope, "scope");
        if (scope.isBlank()) {
            throw new IllegalArgumentException("The scope of an endpoint is blank: give its path, for example.");
        }
        this.scope = Optional.of(scope);
        return this;
    }

    /**
     * Sets how many handlers may run on beyond their time budget. As long as there are so many, no other handler
     * begins: people see the message for what takes too long, and {@code INIT} is refused with status 503. Those that
     * had begun before may still become late, so a few more can run on.
     *
     * @param handlers at least 1; default {@value #DEFAULT_MAX_HANDLERS_RUNNING_ON}
     * @return this builder
     */
    public FlowEndpointBuilder maxHandlersRunningOn(int handlers) {
        if (handlers < 1) {
            throw new IllegalArgumentException(
                    "%d handlers may run on beyond their time budget: it must be 1 at least.".formatted(handlers));
        }
        this.maxHandlersRunningOn = handlers;
        return this;
    }

    /**
     * Checks every answer before it is sent.
     *
     * @param check usually made from the Flow JSON
     * @param policy what happens to an answer that a phone would refuse
     * @return this builder
     */
    public FlowEndpointBuilder responseCheck(ResponseCheck check, ResponseCheckPolicy policy) {
        this.responseCheck = Optional.of(Objects.requireNonNull(check, "check"));
        this.responseCheckPolicy = Objects.requireNonNull(policy, "policy");
        return this;
    }

    /**
     * Sets how many requests may be decrypted at the same time; see {@link DecryptionPermits} for where that counts.
     *
     * @param permits default {@link DecryptionPermits#ofProcess()}, which all endpoints of a process share
     * @return this builder
     */
    public FlowEndpointBuilder decryptionPermits(DecryptionPermits permits) {
        this.permits = Objects.requireNonNull(permits, "permits");
        return this;
    }

    /**
     * Sets where the ids of requests come from, with which events and log lines of one request find together. While a
     * handler runs, its thread has the id in the MDC of SLF4J under {@value FlowEndpoint#REQUEST_ID_IN_MDC}.
     *
     * @param requestIds asked once for each request, on the thread that serves it; it must be quick and thread-safe. An
     *     id has 1 to 64 visible ASCII characters, or it is replaced. Default: ten random letters and digits
     * @return this builder
     */
    public FlowEndpointBuilder requestIds(Supplier<String> requestIds) {
        this.requestIds = Objects.requireNonNull(requestIds, "requestIds");
        return this;
    }

    /**
     * Logs failures with their messages and whole stack traces. For development on one's own machine: the message of an
     * exception may hold what a person typed. Without it a failure is logged with the class of the exception, those of
     * its causes, and the frames down to the handler.
     *
     * @return this builder
     */
    public FlowEndpointBuilder revealFailuresForDevelopment() {
        revealsFailures = true;
        return this;
    }

    /**
     * Adds a listener. Failures are logged in any case.
     *
     * @param listener hears what happens
     * @return this builder
     */
    public FlowEndpointBuilder listener(EndpointListener listener) {
        this.listener = this.listener.andThen(Objects.requireNonNull(listener, "listener"));
        return this;
    }

    /**
     * Sets the one clock of the endpoint. It tells until when an earlier app secret is accepted, whether a flow token
     * or a flow token signature has expired, how long a request took, and when a line may be logged again that
     * strangers can cause; it takes the place of the clocks that app secrets and flow tokens have. A replay guard,
     * which endpoints may share, keeps its own. Handlers are waited for in real time.
     *
     * @param clock default the system's, and those that app secrets and flow tokens were given
     * @return this builder
     */
    public FlowEndpointBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
        this.hasClock = true;
        return this;
    }

    /**
     * Builds the endpoint.
     *
     * @return the endpoint
     * @throws IllegalStateException if something needed is missing, in a sentence that says what to add
     */
    public FlowEndpoint build() {
        if (keyset == null) {
            throw new IllegalStateException(
                    "The endpoint %s has no private key: add keyset(Keyset.load(Path.of(\"private.pem\")))."
                            .formatted(flow.name()));
        }
        if (appSecrets.isEmpty() && !acceptsUnsignedRequests) {
            throw new IllegalStateException(
                    ("The endpoint %s has no app secret, so anybody could ask it: add appSecrets(AppSecrets.of(...)),"
                                    + " or on your own machine insecurelyAcceptUnsignedRequests().")
                            .formatted(flow.name()));
        }
        if (appSecrets.isPresent() && acceptsUnsignedRequests) {
            throw new IllegalStateException(
                    "The endpoint %s has an app secret and insecurelyAcceptUnsignedRequests(): remove one of them."
                            .formatted(flow.name()));
        }
        if (appSecrets.isEmpty() && tokenSignaturePolicy == FlowTokenSignature.Policy.REQUIRED) {
            throw new IllegalStateException(
                    ("The endpoint %s requires flow token signatures, which only the app secret can verify: add"
                                    + " appSecrets(...).")
                            .formatted(flow.name()));
        }
        if (!flow.oncePerSubmission().isEmpty() && flowTokens.isEmpty() && !hasUniqueFlowTokens) {
            throw new IllegalStateException(
                    ("The endpoint %s answers submissions of %s once, which it can only tell by flow tokens that"
                                    + " nobody else has: add flowTokens(FlowTokens.of(appSecrets)), or"
                                    + " uniqueFlowTokens() if whoever sends the messages makes such tokens.")
                            .formatted(flow.name(), String.join(", ", new TreeSet<>(flow.oncePerSubmission()))));
        }
        SilentLog.tellOnce();
        if (revealsFailures) {
            LOG.warn(
                    "{}: failures are logged with their messages, which may hold what people type. That is for"
                            + " development; in production remove revealFailuresForDevelopment().",
                    flow.name());
        }
        responseCheck
                .map(check -> check.advice(flow))
                .filter(advice -> !advice.isEmpty())
                .ifPresent(advice -> LOG.warn("{}: {}", flow.name(), String.join(" ", advice)));
        return new FlowEndpoint(this, keyset);
    }

    Optional<AppSecrets> secrets() {
        return hasClock ? appSecrets.map(secrets -> secrets.withClock(clock)) : appSecrets;
    }

    Events events() {
        var logged = new LoggingListener(clock, revealsFailures).andThen(listener);
        return new Events(flow.name(), logged, requestIds, stopwatch(), Seldom.oncePerMinute(clock));
    }

    /** The system's time may be put back while a request is under way, so this is another reading of the same clock. */
    private InstantSource stopwatch() {
        return hasClock ? clock : () -> Instant.EPOCH.plusNanos(System.nanoTime());
    }

    TokenRules tokenRules() {
        return new TokenRules(
                secrets().map(secrets -> FlowTokenSignature.of(secrets, clock)),
                tokenSignaturePolicy,
                hasClock ? flowTokens.map(tokens -> tokens.withClock(clock)) : flowTokens);
    }
}
