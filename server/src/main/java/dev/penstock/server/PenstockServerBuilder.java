package dev.penstock.server;

import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.internal.Route;
import dev.penstock.webhook.WebhookEndpoint;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * Builds a {@link PenstockServer}.
 *
 * <p>Defaults: host {@code 127.0.0.1}, port 8080, no TLS, no admin port, {@link ServerLimits#defaults()}. Not
 * thread-safe.
 */
public final class PenstockServerBuilder {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    private static final int MAX_PORT = 65_535;

    final Map<String, FlowEndpoint> endpoints = new LinkedHashMap<>();
    final Map<String, WebhookEndpoint> webhooks = new LinkedHashMap<>();
    final Map<String, Function<String, FileAnswer>> files = new LinkedHashMap<>();
    String host = "127.0.0.1";
    int port = 8080;
    OptionalInt adminPort = OptionalInt.empty();
    String adminHost = "127.0.0.1";
    final Map<String, Supplier<AdminReply>> adminActions = new LinkedHashMap<>();
    Optional<EndpointDirectory> directory = Optional.empty();
    Optional<TlsFiles> tls = Optional.empty();
    ServerLimits limits = ServerLimits.defaults();
    Optional<ServerMetrics> metrics = Optional.empty();

    PenstockServerBuilder() {}

    /**
     * Serves an endpoint at {@code /flows/NAME}, where NAME is the name of its Flow.
     *
     * @param endpoint the endpoint
     * @return this builder
     */
    public PenstockServerBuilder endpoint(FlowEndpoint endpoint) {
        return endpoint("/flows/" + endpoint.flow().name(), endpoint);
    }

    /**
     * Serves an endpoint at a path. The path sets it apart from others with the same replay guard, unless it was built
     * with a scope; see {@link FlowEndpoint#servedAt}.
     *
     * @param path begins with a slash and does not end with one
     * @param endpoint the endpoint
     * @return this builder
     */
    public PenstockServerBuilder endpoint(String path, FlowEndpoint endpoint) {
        checkFree(path);
        endpoints.put(path, Objects.requireNonNull(endpoint, "endpoint").servedAt(path));
        return this;
    }

    /**
     * Serves webhooks at a path: Meta's verification with {@code GET}, deliveries with {@code POST} of at most
     * {@value WebhookEndpoint#MAX_BODY_BYTES} bytes. The limits of the server hold for them too. Whoever built the
     * webhook endpoint closes it, after the server.
     *
     * @param path begins with a slash and does not end with one; another path than that of any endpoint
     * @param webhooks the webhook endpoint
     * @return this builder
     */
    public PenstockServerBuilder webhooks(String path, WebhookEndpoint webhooks) {
        checkFree(path);
        this.webhooks.put(path, Objects.requireNonNull(webhooks, "webhooks"));
        return this;
    }

    /**
     * Gives out files with {@code GET}, at {@code PATH/NAME} for every name that nothing else is served at. The limits
     * of the server hold for them too: what is sent counts as memory until it has been.
     *
     * @param path begins with a slash and does not end with one
     * @param files asked for the file of a name, which has no slash and is at least one character; it may take its time
     *     and bounds itself how much memory its files need; whether somebody may have the file is for it to say
     * @return this builder
     */
    public PenstockServerBuilder files(String path, Function<String, FileAnswer> files) {
        checkFree(path);
        this.files.put(path, Objects.requireNonNull(files, "files"));
        return this;
    }

    /**
     * Serves what a directory finds, at all paths that nothing else is served at: for endpoints that come and go, or
     * change, while the server runs. It may be the only thing that is served.
     *
     * @param directory asked for each request; it serves no endpoint that accepts unsigned requests
     * @return this builder
     */
    public PenstockServerBuilder endpoints(EndpointDirectory directory) {
        this.directory = Optional.of(directory);
        return this;
    }

    private void checkFree(String path) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    ("The path \"%s\" does not look like /flows/booking: letters, digits, dots and hyphens between"
                                    + " slashes.")
                            .formatted(path));
        }
        if (endpoints.containsKey(path) || webhooks.containsKey(path) || files.containsKey(path)) {
            throw new IllegalArgumentException("Two endpoints have the path %s.".formatted(path));
        }
    }

    /**
     * Sets the address to listen on.
     *
     * @param host a name or address; {@code 0.0.0.0} for all of this machine
     * @return this builder
     */
    public PenstockServerBuilder host(String host) {
        this.host = Objects.requireNonNull(host, "host");
        return this;
    }

    /**
     * Sets the port to listen on.
     *
     * @param port 0 for any that is free
     * @return this builder
     */
    public PenstockServerBuilder port(int port) {
        this.port = port;
        return this;
    }

    /**
     * Opens a second port for probes: {@code GET /live} and {@code GET /ready}, and for {@link #metrics}. It listens on
     * loopback.
     *
     * @param port 0 for any that is free
     * @return this builder
     */
    public PenstockServerBuilder adminPort(int port) {
        this.adminPort = OptionalInt.of(port);
        return this;
    }

    /**
     * Sets the address of the admin port, for probes from another machine such as a Kubernetes node.
     *
     * @param host a name or address; nobody but the probes should reach it
     * @return this builder
     */
    public PenstockServerBuilder adminHost(String host) {
        this.adminHost = Objects.requireNonNull(host, "host");
        return this;
    }

    /**
     * Offers an action to operators: {@code POST} to a path of the admin port.
     *
     * @param path begins with a slash, such as {@code /reload}
     * @param action what is done, on a thread of its own
     * @return this builder
     */
    public PenstockServerBuilder adminAction(String path, Supplier<AdminReply> action) {
        adminActions.put(path, Objects.requireNonNull(action, "action"));
        return this;
    }

    /**
     * Shows metrics at {@code GET /metrics} on the {@linkplain #adminPort admin port}, those of every endpoint and of
     * the server itself: {@code .metrics(PenstockMetrics.create())} with the module {@code metrics}. What a {@linkplain
     * #endpoints directory} finds is counted too, from its first request on. An endpoint that has been given their
     * listener already would be counted twice.
     *
     * @param metrics where figures are kept and shown; default none
     * @return this builder
     */
    public PenstockServerBuilder metrics(ServerMetrics metrics) {
        this.metrics = Optional.of(Objects.requireNonNull(metrics, "metrics"));
        return this;
    }

    /**
     * Serves HTTPS instead of HTTP, with HTTP/2 and HTTP/1.1.
     *
     * @param tls the certificate and its key
     * @return this builder
     */
    public PenstockServerBuilder tls(TlsFiles tls) {
        this.tls = Optional.of(tls);
        return this;
    }

    /**
     * Sets the limits.
     *
     * @param limits default {@link ServerLimits#defaults()}
     * @return this builder
     */
    public PenstockServerBuilder limits(ServerLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Starts the server.
     *
     * @return the running server
     * @throws ServerStartException if it cannot start, in a sentence that says what helps
     */
    public PenstockServer start() {
        if (endpoints.isEmpty() && webhooks.isEmpty() && directory.isEmpty()) {
            throw new ServerStartException(
                    "The server has no endpoint: add endpoint(FlowEndpoint.builder(flow)...build()).");
        }
        checkPort(port);
        adminPort.ifPresent(PenstockServerBuilder::checkPort);
        refuseToBeOpenToAnybody();
        if (metrics.isPresent() && adminPort.isEmpty()) {
            throw new ServerStartException("The server has metrics and no port to show them at: add adminPort(8081).");
        }
        try {
            return new PenstockServer(this).start();
        } catch (ServerStartException said) {
            throw said;
        } catch (RuntimeException other) {
            throw new ServerStartException(
                    "The server cannot start (%s): the cause of this exception says more."
                            .formatted(other.getClass().getSimpleName()),
                    other);
        }
    }

    private static void checkPort(int port) {
        if (port < 0 || port > MAX_PORT) {
            throw new ServerStartException(
                    "There is no port %d: ports are 1 to %d, and 0 is any that is free.".formatted(port, MAX_PORT));
        }
    }

    Map<String, Route> routes() {
        var routes = new LinkedHashMap<String, Route>();
        endpoints.forEach((path, endpoint) -> routes.put(path, new Route.ToFlow(heard(endpoint))));
        webhooks.forEach((path, endpoint) -> routes.put(path, new Route.ToWebhook(endpoint)));
        return routes;
    }

    /** By the path that names begin behind. */
    Map<String, Route> fileRoutes() {
        var routes = new LinkedHashMap<String, Route>();
        files.forEach((path, source) -> routes.put(path, new Route.ToFiles(path + "/", source)));
        return routes;
    }

    private FlowEndpoint heard(FlowEndpoint endpoint) {
        return metrics.map(counting -> endpoint.heardBy(counting.listener())).orElse(endpoint);
    }

    private void refuseToBeOpenToAnybody() {
        for (var entry : endpoints.entrySet()) {
            if (entry.getValue().acceptsUnsignedRequests() && !isLoopback()) {
                throw new ServerStartException(
                        ("The endpoint %s accepts unsigned requests, so it is served on loopback only, and %s is not:"
                                        + " give it an app secret, or listen on 127.0.0.1.")
                                .formatted(entry.getKey(), host));
            }
        }
    }

    private boolean isLoopback() {
        try {
            return InetAddress.getByName(host).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            throw new ServerStartException(
                    "The host %s is not known: use an address of this machine, or 0.0.0.0 for all.".formatted(host));
        }
    }
}
