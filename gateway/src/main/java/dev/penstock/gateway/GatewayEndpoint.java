package dev.penstock.gateway;

import dev.penstock.Flow;
import dev.penstock.FlowTexts;
import dev.penstock.crypto.Keyset;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.ResponseCheckPolicy;
import dev.penstock.event.EndpointLabels;
import dev.penstock.event.EndpointListener;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.gateway.backend.Backend;
import dev.penstock.gateway.backend.BackendFlow;
import dev.penstock.gateway.backend.BackendListener;
import dev.penstock.gateway.media.BackendMedia;
import dev.penstock.postgres.FlowFunnel;
import dev.penstock.tracing.PenstockTracing;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokenSignature;
import dev.penstock.trust.FlowTokens;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One Flow behind keys and secrets whose answers come from a backend: what an entry of {@code endpoints} in
 * {@code penstock.yaml} says, in code and with the same names.
 *
 * <p>Immutable and thread-safe. {@link #close()} closes the backend.
 */
public final class GatewayEndpoint implements AutoCloseable {

    private final Builder settings;
    private final Supplier<Keyset> keyset;
    private final AppSecrets appSecrets;

    private GatewayEndpoint(Builder settings, Supplier<Keyset> keyset, AppSecrets appSecrets) {
        this.settings = settings;
        this.keyset = keyset;
        this.appSecrets = appSecrets;
    }

    /**
     * Begins an endpoint.
     *
     * @param flow the name of the Flow: lower-case letters, digits and hyphens, at most 64
     * @param backend decides what people see next
     * @return a builder
     */
    public static Builder builder(String flow, Backend backend) {
        return new Builder(flow, backend);
    }

    /** {@return the name of the Flow} */
    public String flow() {
        return settings.flow;
    }

    /** {@return what names it in metrics} */
    EndpointLabels labels(Optional<String> tenant) {
        return new EndpointLabels(
                settings.flow,
                tenant,
                settings.screenModels.map(ScreenModels::screens).orElse(Set.of()));
    }

    /** {@return who is asked} */
    Backend backend() {
        return settings.backend;
    }

    /** {@return whether its backend gets links to files} */
    boolean opensMedia() {
        return settings.opensMedia;
    }

    /** {@return the keys with which it opens requests now} */
    public Keyset keyset() {
        return keyset.get();
    }

    /**
     * Puts the Flow behind its keys and secrets.
     *
     * @param path the path of its URL, which sets it apart from others that share the guard
     * @param tenant whose it is; empty for an endpoint of the gateway itself
     * @param guards recognise repeated requests and submissions
     * @param listener hears what happens
     * @param backendListener hears how the backend answers, beside the one of this endpoint
     * @param tracing traces requests, if anybody wants that
     * @param funnel notes how far people get, if it is kept
     * @param media opens files, if the gateway can
     * @return the endpoint
     * @throws IllegalArgumentException if the settings do not go together, in a sentence that says what to change
     */
    FlowEndpoint endpoint(
            String path,
            Optional<String> tenant,
            Guards guards,
            EndpointListener listener,
            BackendListener backendListener,
            Optional<PenstockTracing> tracing,
            Optional<FlowFunnel> funnel,
            Optional<BackendMedia> media) {
        var backend = tracing.<Backend>map(spans -> new TracedBackend(settings.backend, spans))
                .orElse(settings.backend);
        var flow = BackendFlow.builder(settings.flow, backend)
                .texts(settings.texts)
                .timeBudget(settings.timeBudget)
                .oncePerSubmission(settings.oncePerSubmission)
                .listener(settings.backendListener)
                .listener(backendListener);
        tenant.ifPresent(flow::tenant);
        if (settings.opensMedia) {
            flow.media(media.orElseThrow(() -> new IllegalArgumentException(
                    "The Flow %s has media: open, and the gateway cannot open files: add media to the gateway."
                            .formatted(settings.flow))));
        }
        var whole = tenant.map(owner -> owner + "/" + settings.flow).orElse(settings.flow);
        funnel.ifPresent(each -> flow.around(each.filter(whole, settings.flowJsonVersion)));
        var endpoint = FlowEndpoint.builder(flow.build())
                .keyset(keyset)
                .appSecrets(appSecrets)
                .flowTokenSignature(settings.flowTokenSignature)
                .scope(path)
                .replayGuard(guards.requests())
                .submissionGuard(guards.submissions())
                .listener(listener);
        tenant.ifPresent(endpoint::tenant);
        settings.screenModels.ifPresent(
                models -> endpoint.responseCheck(new BackendCheck(models), settings.responseCheck));
        switch (settings.flowTokens) {
            case ANY -> {}
            case UNIQUE -> endpoint.uniqueFlowTokens();
            case ISSUED -> endpoint.flowTokens(FlowTokens.of(appSecrets));
        }
        if (settings.revealsFailures) {
            endpoint.revealFailuresForDevelopment();
        }
        tracing.ifPresent(spans -> spans.trace(endpoint));
        return endpoint.build();
    }

    @Override
    public void close() {
        settings.backend.close();
    }

    @Override
    public String toString() {
        return "GatewayEndpoint[" + settings.flow + "]";
    }

    /**
     * Builds a {@link GatewayEndpoint}. Needed: {@link #keyset} and {@link #appSecrets}. Defaults: a time budget of 8
     * seconds, flow token signatures checked if present, nothing known of flow tokens, no response check. Not
     * thread-safe.
     */
    public static final class Builder {

        private final String flow;
        private final Backend backend;
        private @Nullable Supplier<Keyset> keyset;
        private @Nullable AppSecrets appSecrets;
        private Optional<ScreenModels> screenModels = Optional.empty();
        private ResponseCheckPolicy responseCheck = ResponseCheckPolicy.REFUSE;
        private Duration timeBudget = Duration.ofSeconds(8);
        private FlowTexts texts = FlowTexts.ENGLISH;
        private FlowTokenSignature.Policy flowTokenSignature = FlowTokenSignature.Policy.IF_PRESENT;
        private FlowTokenKind flowTokens = FlowTokenKind.ANY;
        private List<String> oncePerSubmission = List.of();
        private BackendListener backendListener = asked -> {};
        private String flowJsonVersion = "none";
        private boolean opensMedia;
        private boolean revealsFailures;

        private Builder(String flow, Backend backend) {
            this.flow = Objects.requireNonNull(flow, "flow");
            this.backend = Objects.requireNonNull(backend, "backend");
        }

        /**
         * Sets the private keys.
         *
         * @param keyset asked for each request, so it must be quick and thread-safe
         * @return this builder
         */
        public Builder keyset(Supplier<Keyset> keyset) {
            this.keyset = Objects.requireNonNull(keyset, "keyset");
            return this;
        }

        /**
         * Sets the secrets with which Meta signs requests.
         *
         * @param appSecrets of the app that is linked to the Flow
         * @return this builder
         */
        public Builder appSecrets(AppSecrets appSecrets) {
            this.appSecrets = Objects.requireNonNull(appSecrets, "appSecrets");
            return this;
        }

        /**
         * Checks the answers of the backend.
         *
         * @param models what the Flow JSON declares
         * @param policy what becomes of an answer that a phone would refuse
         * @return this builder
         */
        public Builder responseCheck(ScreenModels models, ResponseCheckPolicy policy) {
            this.screenModels = Optional.of(models);
            this.responseCheck = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Says which version of the Flow JSON it is, by which {@link GatewayBuilder#funnel} keeps people apart.
         *
         * @param version in words of your own; default {@code none}
         * @return this builder
         */
        public Builder flowJsonVersion(String version) {
            this.flowJsonVersion = Objects.requireNonNull(version, "version");
            return this;
        }

        /**
         * Sets how long people wait for an answer.
         *
         * @param timeBudget positive, at most Meta's 10 seconds
         * @return this builder
         * @throws IllegalArgumentException if it is not
         */
        public Builder timeBudget(Duration timeBudget) {
            var unused = Flow.named(flow).timeBudget(timeBudget); // knows the range
            this.timeBudget = timeBudget;
            return this;
        }

        /**
         * Sets what people read when the backend has no answer.
         *
         * @param texts default {@link FlowTexts#ENGLISH}
         * @return this builder
         */
        public Builder texts(FlowTexts texts) {
            this.texts = Objects.requireNonNull(texts, "texts");
            return this;
        }

        /**
         * Sets whether requests must carry a flow token signature.
         *
         * @param policy default if present
         * @return this builder
         */
        public Builder flowTokenSignature(FlowTokenSignature.Policy policy) {
            this.flowTokenSignature = Objects.requireNonNull(policy, "policy");
            return this;
        }

        /**
         * Says what is known of flow tokens.
         *
         * @param kind default {@link FlowTokenKind#ANY}
         * @return this builder
         */
        public Builder flowTokens(FlowTokenKind kind) {
            this.flowTokens = Objects.requireNonNull(kind, "kind");
            return this;
        }

        /**
         * Names the screens on which a second tap gets the answer of the first; it needs flow tokens that are unique or
         * issued.
         *
         * @param screens the ids of the screens
         * @return this builder
         */
        public Builder oncePerSubmission(Collection<String> screens) {
            this.oncePerSubmission = List.copyOf(screens);
            return this;
        }

        /**
         * Sets who hears how the backend answered.
         *
         * @param listener hears no contents
         * @return this builder
         */
        public Builder backendListener(BackendListener listener) {
            this.backendListener = Objects.requireNonNull(listener, "listener");
            return this;
        }

        /**
         * Opens the files that people choose and gives the backend links to them, by {@link GatewayBuilder#media}.
         * Without it the backend gets what the phone sent.
         *
         * @return this builder
         */
        public Builder openMedia() {
            this.opensMedia = true;
            return this;
        }

        /**
         * Logs failures with their messages. For development on one's own machine: they may hold what a person typed.
         *
         * @return this builder
         */
        public Builder revealFailuresForDevelopment() {
            this.revealsFailures = true;
            return this;
        }

        /**
         * Builds the endpoint, and tries whether its settings go together.
         *
         * @return the endpoint
         * @throws IllegalArgumentException if something is missing or does not go together, in a sentence
         */
        public GatewayEndpoint build() {
            if (keyset == null || appSecrets == null) {
                throw new IllegalArgumentException(
                        "The endpoint %s needs keyset(...) and appSecrets(...): without them anybody could ask it."
                                .formatted(flow));
            }
            if (!oncePerSubmission.isEmpty() && flowTokens == FlowTokenKind.ANY) {
                throw new IllegalArgumentException(
                        "Submissions are told apart by flow tokens that nobody else has: with once-per-submission give"
                                + " flow-tokens: unique, or issued.");
            }
            return new GatewayEndpoint(this, keyset, appSecrets);
        }
    }
}
