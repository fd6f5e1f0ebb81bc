package dev.penstock.gateway;

import dev.penstock.event.EndpointListener;
import dev.penstock.gateway.media.BackendMedia;
import dev.penstock.graph.keys.StoredKey;
import dev.penstock.id.PhoneNumberId;
import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.postgres.FlowFunnel;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.server.AdminReply;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.PenstockServerBuilder;
import dev.penstock.server.RequestQuota;
import dev.penstock.server.ServerLimits;
import dev.penstock.server.TlsFiles;
import dev.penstock.tracing.PenstockTracing;
import dev.penstock.webhook.WebhookEndpoint;
import io.opentelemetry.api.OpenTelemetry;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Builds a {@link Gateway}: all that {@code penstock.yaml} can say, in code and with the same names.
 *
 * <p>Defaults: host {@code 127.0.0.1}, port 8080, no TLS, no admin port, the limits of the server, the replay guard of
 * the process, no tenants; 10,000 tenants in memory, and of each 128 requests under way and 256 waiting. Not
 * thread-safe.
 */
public final class GatewayBuilder {

    final PenstockServerBuilder server = PenstockServer.builder();
    final Map<String, GatewayEndpoint> endpoints = new LinkedHashMap<>();
    Optional<TenantDirectory> tenants = Optional.empty();
    Optional<PenstockMetrics> metrics = Optional.empty();
    Optional<PenstockTracing> tracing = Optional.empty();
    ReplayGuard replayGuard = ReplayGuard.ofProcess();
    Optional<ReplayGuard> submissionGuard = Optional.empty();
    Function<Optional<String>, EndpointListener> listeners = tenant -> event -> {};
    Optional<FlowFunnel> funnel = Optional.empty();
    Optional<BackendMedia> media = Optional.empty();
    final Map<PhoneNumberId, Supplier<Optional<StoredKey>>> keysAtMeta = new LinkedHashMap<>();
    final Deque<AutoCloseable> closedAfter = new ArrayDeque<>();
    int cache = 10_000;
    int underWay = 128;
    int waiting = 256;

    GatewayBuilder() {}

    /**
     * Sets the address to listen on.
     *
     * @param host a name or address; {@code 0.0.0.0} for all of this machine
     * @return this builder
     */
    public GatewayBuilder host(String host) {
        server.host(host);
        return this;
    }

    /**
     * Sets the port to listen on.
     *
     * @param port 0 for any that is free
     * @return this builder
     */
    public GatewayBuilder port(int port) {
        server.port(port);
        return this;
    }

    /**
     * Opens a second port for probes and operators.
     *
     * @param host a name or address that nobody else reaches
     * @param port 0 for any that is free
     * @return this builder
     */
    public GatewayBuilder admin(String host, int port) {
        server.adminHost(host).adminPort(port);
        return this;
    }

    /**
     * Offers an action to operators, see {@link PenstockServerBuilder#adminAction}.
     *
     * @param path such as {@code /reload}
     * @param action what is done
     * @return this builder
     */
    public GatewayBuilder adminAction(String path, Supplier<AdminReply> action) {
        server.adminAction(path, action);
        return this;
    }

    /**
     * Serves HTTPS.
     *
     * @param tls the certificate and its key
     * @return this builder
     */
    public GatewayBuilder tls(TlsFiles tls) {
        server.tls(tls);
        return this;
    }

    /**
     * Sets how much of everything is taken.
     *
     * @param limits default {@link ServerLimits#defaults()}
     * @return this builder
     */
    public GatewayBuilder limits(ServerLimits limits) {
        server.limits(limits);
        return this;
    }

    /**
     * Sets what recognises repeated requests, of all endpoints and tenants together; each is set apart by its path.
     *
     * @param guard default {@link ReplayGuard#ofProcess()}
     * @return this builder
     */
    public GatewayBuilder replayGuard(ReplayGuard guard) {
        this.replayGuard = Objects.requireNonNull(guard, "guard");
        return this;
    }

    /**
     * Sets another guard for what people submit than for requests, see
     * {@link dev.penstock.endpoint.FlowEndpointBuilder#submissionGuard}.
     *
     * @param guard default the {@linkplain #replayGuard replay guard}
     * @return this builder
     */
    public GatewayBuilder submissionGuard(ReplayGuard guard) {
        this.submissionGuard = Optional.of(Objects.requireNonNull(guard, "guard"));
        return this;
    }

    /**
     * Adds a listener to every endpoint.
     *
     * @param listener hears what happens
     * @return this builder
     */
    public GatewayBuilder listener(EndpointListener listener) {
        Objects.requireNonNull(listener, "listener");
        return listeners(tenant -> listener);
    }

    /**
     * Adds a listener to every endpoint that knows whose it is.
     *
     * @param listeners makes the listener of a tenant; of no tenant for an endpoint of the gateway itself
     * @return this builder
     */
    public GatewayBuilder listeners(Function<Optional<String>, EndpointListener> listeners) {
        Objects.requireNonNull(listeners, "listeners");
        var before = this.listeners;
        this.listeners = tenant -> before.apply(tenant).andThen(listeners.apply(tenant));
        return this;
    }

    /**
     * Shows metrics at {@code GET /metrics} on the {@linkplain #admin admin port}: those of all endpoints, of tenants
     * from when they are loaded, of backends, and of the server.
     *
     * @param metrics where figures are kept and shown; closed by whoever created them. Default none
     * @return this builder
     */
    public GatewayBuilder metrics(PenstockMetrics metrics) {
        this.metrics = Optional.of(Objects.requireNonNull(metrics, "metrics"));
        server.metrics(metrics);
        return this;
    }

    /**
     * Notes how far people get in every Flow; those of tenants are named {@code TENANT/FLOW} there.
     *
     * @param funnel closed by whoever started it, after the gateway
     * @return this builder
     */
    public GatewayBuilder funnel(FlowFunnel funnel) {
        this.funnel = Optional.of(Objects.requireNonNull(funnel, "funnel"));
        return this;
    }

    /**
     * Opens files for the endpoints that {@linkplain GatewayEndpoint.Builder#openMedia ask for it}, and gives them out
     * at {@code /media/TOKEN} to whoever has a link.
     *
     * @param media whose links lead to {@code /media} of this gateway; its HTTP client is closed by whoever made it
     * @return this builder
     */
    public GatewayBuilder media(BackendMedia media) {
        this.media = Optional.of(Objects.requireNonNull(media, "media"));
        return this;
    }

    /**
     * Traces requests with OpenTelemetry: each is a span, with the steps on its way and the question to the backend
     * beneath it; backends get the trace as {@code traceparent}.
     *
     * @param openTelemetry with the SDK of the application; closed by whoever created it. Default none
     * @return this builder
     */
    public GatewayBuilder tracing(OpenTelemetry openTelemetry) {
        this.tracing = Optional.of(PenstockTracing.with(openTelemetry));
        return this;
    }

    /** {@return the metrics, if there are any} */
    public Optional<PenstockMetrics> metrics() {
        return metrics;
    }

    /**
     * Shows whether Meta holds a key for a number with which an endpoint of this gateway opens requests, in the
     * {@linkplain #metrics metrics}; without them nothing is asked.
     *
     * @param number the number; its id becomes a label
     * @param stored asks Meta, on a thread of its own, at most each 10 minutes and only when somebody asks for the
     *     metrics; empty if Meta holds none; what it throws counts as unknown
     * @return this builder
     */
    public GatewayBuilder keyAtMeta(PhoneNumberId number, Supplier<Optional<StoredKey>> stored) {
        keysAtMeta.put(Objects.requireNonNull(number, "number"), Objects.requireNonNull(stored, "stored"));
        return this;
    }

    /**
     * Closes something after the gateway: the one given last is closed first.
     *
     * @param resource such as the outbox of events, or the connections to a database; closed if the start fails, too
     * @return this builder
     */
    public GatewayBuilder closeAfter(AutoCloseable resource) {
        closedAfter.push(Objects.requireNonNull(resource, "resource"));
        return this;
    }

    /**
     * Serves an endpoint.
     *
     * @param path begins with a slash and does not end with one
     * @param endpoint closed with the gateway, or when it is replaced
     * @return this builder
     */
    public GatewayBuilder endpoint(String path, GatewayEndpoint endpoint) {
        if (endpoints.putIfAbsent(path, Objects.requireNonNull(endpoint, "endpoint")) != null) {
            throw new IllegalArgumentException("Two endpoints have the path %s.".formatted(path));
        }
        return this;
    }

    /**
     * Serves webhooks.
     *
     * @param path another than that of any endpoint
     * @param webhooks closed by whoever built it, after the gateway
     * @return this builder
     */
    public GatewayBuilder webhooks(String path, WebhookEndpoint webhooks) {
        server.webhooks(path, webhooks);
        return this;
    }

    /**
     * Serves tenants at {@code /flows/TENANT/FLOW}.
     *
     * @param directory knows them; closed with the gateway
     * @return this builder
     */
    public GatewayBuilder tenants(TenantDirectory directory) {
        this.tenants = Optional.of(directory);
        return this;
    }

    /**
     * Sets how many tenants are kept in memory; beyond it the one that was not asked for the longest is loaded again.
     *
     * @param tenants at least 1
     * @return this builder
     */
    public GatewayBuilder tenantCache(int tenants) {
        if (tenants < 1) {
            throw new IllegalArgumentException("%d tenants in memory: it must be 1 at least.".formatted(tenants));
        }
        this.cache = tenants;
        return this;
    }

    /**
     * Sets what one tenant may take, so that a slow or loud one leaves the rest to others.
     *
     * @param underWay how many of its requests are answered at the same time, at least 1
     * @param waiting how many more may wait, 0 or more
     * @return this builder
     */
    public GatewayBuilder tenantLimits(int underWay, int waiting) {
        RequestQuota.of(underWay, waiting);
        this.underWay = underWay;
        this.waiting = waiting;
        return this;
    }

    /**
     * Starts the gateway.
     *
     * @return the running gateway
     * @throws dev.penstock.server.ServerStartException if it cannot start, in a sentence that says what helps
     */
    public Gateway start() {
        return Gateway.start(this);
    }
}
