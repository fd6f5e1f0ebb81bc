package dev.penstock;

import dev.penstock.crypto.Keyset;
import dev.penstock.log.Seldom;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature;
import dev.penstock.trust.FlowTokens;
import java.time.InstantSource;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds a {@link FlowEndpoint}.
 *
 * <p>Needed: {@link #keyset} and {@link #appSecrets}. Defaults for the rest: a replay guard in memory, flow token
 * signatures checked if present, no flow tokens of our own, no response check, failures logged. Not thread-safe.
 */
public final class FlowEndpointBuilder {

    private static final Logger LOG = LoggerFactory.getLogger(FlowEndpointBuilder.class);

    final Flow flow;
    Optional<AppSecrets> appSecrets = Optional.empty();
    Optional<ResponseCheck> responseCheck = Optional.empty();
    ResponseCheckPolicy responseCheckPolicy = ResponseCheckPolicy.REFUSE;
    ReplayGuard guard = ReplayGuard.inMemory();
    DecryptionPermits permits = DecryptionPermits.perCore();

    private @Nullable Supplier<Keyset> keyset;
    private boolean acceptsUnsignedRequests;
    private FlowTokenSignature.Policy tokenSignaturePolicy = FlowTokenSignature.Policy.IF_PRESENT;
    private Optional<FlowTokens> flowTokens = Optional.empty();
    private InstantSource clock = InstantSource.system();
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
     * Lets anybody ask, without an app secret. For experiments on one's own machine: nothing then proves that a request is
     * Meta's. Penstock's server listens on loopback only when an endpoint is built like this.
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
     * Sets the replay guard.
     *
     * @param guard shared by all replicas of this endpoint; default one in memory, which is right for one process
     * @return this builder
     */
    public FlowEndpointBuilder replayGuard(ReplayGuard guard) {
        this.guard = Objects.requireNonNull(guard, "guard");
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
     * Sets the permits for decryption.
     *
     * @param permits shared by all endpoints of a process; default as many as there are cores, for this endpoint alone
     * @return this builder
     */
    public FlowEndpointBuilder decryptionPermits(DecryptionPermits permits) {
        this.permits = Objects.requireNonNull(permits, "permits");
        return this;
    }

    /**
     * Sets where the ids of requests come from, with which events and log lines of one request find together. While a handler
     * runs, its thread has the id in the MDC of SLF4J under {@value FlowEndpoint#REQUEST_ID_IN_MDC}.
     *
     * @param requestIds asked once for each request, on the thread that serves it; it must be quick and thread-safe. An id
     *     has 1 to 64 visible ASCII characters, or it is replaced. Default: ten random letters and digits
     * @return this builder
     */
    public FlowEndpointBuilder requestIds(Supplier<String> requestIds) {
        this.requestIds = Objects.requireNonNull(requestIds, "requestIds");
        return this;
    }

    /**
     * Logs failures with their messages and whole stack traces. For development on one's own machine: the message of an
     * exception may hold what a person typed. Without it a failure is logged with the class of the exception, those of its
     * causes, and the frames down to the handler.
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
     * Sets the clock.
     *
     * @param clock tells the time for expiry claims in flow token signatures, and when a line may be logged again that
     *     strangers can cause; default the system's
     * @return this builder
     */
    public FlowEndpointBuilder clock(InstantSource clock) {
        this.clock = Objects.requireNonNull(clock, "clock");
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
                    "The endpoint %s has no app secret, so anybody could ask it: add appSecrets(AppSecrets.of(...)), or on your own machine insecurelyAcceptUnsignedRequests()."
                            .formatted(flow.name()));
        }
        if (appSecrets.isPresent() && acceptsUnsignedRequests) {
            throw new IllegalStateException(
                    "The endpoint %s has an app secret and insecurelyAcceptUnsignedRequests(): remove one of them."
                            .formatted(flow.name()));
        }
        if (appSecrets.isEmpty() && tokenSignaturePolicy == FlowTokenSignature.Policy.REQUIRED) {
            throw new IllegalStateException(
                    "The endpoint %s requires flow token signatures, which only the app secret can verify: add appSecrets(...)."
                            .formatted(flow.name()));
        }
        if (revealsFailures) {
            LOG.warn(
                    "{}: failures are logged with their messages, which may hold what people type. That is for development;"
                            + " in production remove revealFailuresForDevelopment().",
                    flow.name());
        }
        return new FlowEndpoint(this, keyset);
    }

    Events events() {
        var logged = new LoggingListener(clock, revealsFailures).andThen(listener);
        return new Events(flow.name(), logged, requestIds, Seldom.oncePerMinute(clock));
    }

    TokenRules tokenRules() {
        return new TokenRules(
                appSecrets.map(secrets -> FlowTokenSignature.of(secrets, clock)), tokenSignaturePolicy, flowTokens);
    }
}
