package dev.penstock.gateway;

import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.event.EndpointListener;
import dev.penstock.gateway.media.BackendMedia;
import dev.penstock.postgres.FlowFunnel;
import dev.penstock.server.EndpointDirectory;
import dev.penstock.server.RequestQuota;
import dev.penstock.server.ServedEndpoint;
import dev.penstock.tracing.PenstockTracing;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What is served where just now: endpoints of the gateway itself, and those of tenants. Thread-safe. */
final class GatewayRoutes implements EndpointDirectory, AutoCloseable {

    private static final Pattern TENANT_PATH = Pattern.compile("/flows/([a-z0-9-]{1,64})/([a-z0-9-]{1,64})");

    private static final CompletionStage<Optional<ServedEndpoint>> NOTHING =
            CompletableFuture.completedFuture(Optional.empty());

    private final Guards guards;
    private final Function<Optional<String>, EndpointListener> listeners;
    private final Optional<GatewayMeters> meters;
    private final Optional<PenstockTracing> tracing;
    private final Optional<FlowFunnel> funnel;
    private final Optional<BackendMedia> media;
    private final LateClosing closing = new LateClosing();
    private final Optional<TenantCache> tenants;
    private volatile State state;

    /** What is served under fixed paths, and what it is made of. */
    private record State(List<AutoCloseable> endpoints, Map<String, ServedEndpoint> served) {}

    GatewayRoutes(GatewayBuilder builder) {
        this.guards = new Guards(builder.replayGuard, builder.submissionGuard.orElse(builder.replayGuard));
        this.listeners = builder.listeners;
        this.meters = builder.metrics.map(GatewayMeters::new);
        this.tracing = builder.tracing;
        this.funnel = builder.funnel;
        this.media = builder.media;
        this.state = state(builder.endpoints);
        this.tenants = builder.tenants.map(directory -> new TenantCache(
                directory,
                builder.cache,
                tenant -> serve(tenant, RequestQuota.of(builder.underWay, builder.waiting)),
                closing,
                meters.map(each -> each.tenants(this::loadedTenants)).orElse(() -> {})));
    }

    private State state(Map<String, GatewayEndpoint> endpoints) {
        var served = new TreeMap<String, ServedEndpoint>();
        var open = new ArrayList<AutoCloseable>();
        endpoints.forEach((path, endpoint) -> {
            var measured = measured(endpoint, Optional.empty());
            open.add(closing(endpoint, measured));
            served.put(path, served(path, endpoint, measured, Optional.empty(), Optional.empty()));
        });
        return new State(List.copyOf(open), Map.copyOf(served));
    }

    private GatewayMeters.Measured measured(GatewayEndpoint endpoint, Optional<String> tenant) {
        return meters.map(each -> each.measure(endpoint.labels(tenant), endpoint.backend()))
                .orElse(GatewayMeters.Measured.NOT);
    }

    private static AutoCloseable closing(GatewayEndpoint endpoint, GatewayMeters.Measured measured) {
        return () -> {
            measured.forget().run();
            endpoint.close();
        };
    }

    private ServedEndpoint served(
            String path,
            GatewayEndpoint endpoint,
            GatewayMeters.Measured measured,
            Optional<String> tenant,
            Optional<RequestQuota> quota) {
        var built = endpoint.endpoint(
                path, tenant, guards, listeners.apply(tenant), measured.listener(), tracing, funnel, media);
        return new ServedEndpoint(built.servedAt(path), quota);
    }

    private LoadedTenant serve(Tenant tenant, RequestQuota quota) {
        if (media.isEmpty() && tenant.flows().values().stream().anyMatch(GatewayEndpoint::opensMedia)) {
            tenant.close();
            throw new TenantUnavailableException(
                    "Its backend has media: open, and the gateway cannot open files: add media to its configuration.");
        }
        var flows = new TreeMap<String, ServedEndpoint>();
        var name = Optional.of(tenant.name());
        var measured = new ArrayList<Runnable>();
        tenant.flows().forEach((flow, endpoint) -> {
            var each = measured(endpoint, name);
            measured.add(each.forget());
            var path = "/flows/%s/%s".formatted(tenant.name(), flow);
            flows.put(flow, served(path, endpoint, each, name, Optional.of(quota)));
        });
        return new LoadedTenant(tenant, Map.copyOf(flows), List.copyOf(measured));
    }

    @Override
    public CompletionStage<Optional<ServedEndpoint>> find(String path) {
        var fixed = state.served().get(path);
        if (fixed != null) {
            return CompletableFuture.completedFuture(Optional.of(fixed));
        }
        var parts = TENANT_PATH.matcher(path);
        if (tenants.isEmpty() || !parts.matches() || !Tenant.isName(parts.group(1))) {
            return NOTHING;
        }
        var flow = parts.group(2);
        return tenants.get().find(parts.group(1)).thenApply(found -> found.flatMap(tenant -> tenant.flow(flow)));
    }

    @Override
    public Collection<FlowEndpoint> inMemory() {
        return Stream.concat(
                        state.served().values().stream(),
                        tenants.stream()
                                .flatMap(cache -> cache.loaded().stream())
                                .flatMap(tenant -> tenant.flows().values().stream()))
                .map(ServedEndpoint::endpoint)
                .toList();
    }

    void warmUp() {
        state.served().values().stream()
                .findFirst()
                .ifPresent(first -> first.endpoint().warmUp());
    }

    void replace(Map<String, GatewayEndpoint> endpoints) {
        var before = state;
        state = state(endpoints);
        before.endpoints().forEach(closing::later);
    }

    int loadedTenants() {
        return tenants.map(TenantCache::size).orElse(0);
    }

    String description() {
        var paths = String.join(", ", new TreeSet<>(state.served().keySet()));
        var others = tenants.isPresent() ? "/flows/TENANT/FLOW" : "";
        return paths.isEmpty() || others.isEmpty() ? paths + others : paths + ", " + others;
    }

    @Override
    public void close() {
        tenants.ifPresent(TenantCache::close);
        state.endpoints().forEach(closing::later);
        closing.close();
    }
}
