package dev.penstock.server;

import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.server.internal.AdminServer;
import dev.penstock.server.internal.Connectors;
import dev.penstock.server.internal.Hosts;
import dev.penstock.server.internal.JettyLoggers;
import dev.penstock.server.internal.OwnRequest;
import dev.penstock.server.internal.QuietErrors;
import dev.penstock.server.internal.ReloadingTls;
import dev.penstock.server.internal.RequestDeadlines;
import dev.penstock.server.internal.RouteHandler;
import dev.penstock.server.internal.Shutdown;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.eclipse.jetty.io.ConnectionStatistics;
import org.eclipse.jetty.server.NetworkConnectionLimit;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves endpoints over HTTP or HTTPS, HTTP/1.1 and HTTP/2.
 *
 * <p>Every complete request is answered on a virtual thread of its own. It gets that when its turn to be decrypted has
 * come; what is beyond the {@link ServerLimits} is refused before. {@link #close()} stops without losing a request.
 * Thread-safe.
 */
public final class PenstockServer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PenstockServer.class);

    /** Somebody may ask {@code /ready} each second or two, and send requests until the answer is no. */
    private static final Duration QUIET_WITH_PROBES = Duration.ofSeconds(2);

    private static final Duration QUIET_WITHOUT_PROBES = Duration.ofMillis(200);

    private final PenstockServerBuilder config;
    private final Server jetty;
    private final ServerConnector connector;
    private final RouteHandler routes;
    private final Optional<ReloadingTls> tls;
    private final RequestDeadlines deadlines;
    private final Optional<AdminServer> admin;
    private final AtomicBoolean isClosed = new AtomicBoolean();
    private volatile boolean ready;
    private volatile int port;

    PenstockServer(PenstockServerBuilder config) {
        JettyLoggers.silence();
        this.config = config;
        this.tls = config.tls.map(files -> ReloadingTls.load(files.certificateChain(), files.privateKey()));
        this.deadlines = new RequestDeadlines(config.limits.requestDeadline(), config.limits.idleTimeout());
        this.jetty = new Server(threadPool());
        this.connector = Connectors.create(jetty, tls, config.limits);
        connector.setHost(config.host);
        connector.setPort(config.port);
        connector.addBean(deadlines);
        jetty.addConnector(connector);
        jetty.addBean(new NetworkConnectionLimit(config.limits.maxConnections(), connector));
        jetty.addBean(new ConnectionStatistics());
        jetty.setErrorHandler(new QuietErrors());
        jetty.setStopTimeout(0); // Shutdown comes before
        this.routes = new RouteHandler(
                config.routes(),
                config.fileRoutes(),
                config.directory,
                config.limits,
                deadlines,
                config.metrics.map(ServerMetrics::listener));
        jetty.setHandler(routes);
        this.admin = config.adminPort.isPresent()
                ? Optional.of(new AdminServer(
                        config.adminHost, config.adminPort.getAsInt(), () -> ready, config.adminActions))
                : Optional.empty();
        admin.ifPresent(port -> config.metrics.ifPresent(port::show));
    }

    /** {@return a builder} */
    public static PenstockServerBuilder builder() {
        return new PenstockServerBuilder();
    }

    private static QueuedThreadPool threadPool() {
        var threads = new QueuedThreadPool();
        threads.setName("penstock");
        return threads;
    }

    PenstockServer start() {
        List<String> description;
        try {
            listen();
            deadlines.start();
            tls.ifPresent(ReloadingTls::watch);
            warmUp();
            admin.ifPresent(AdminServer::start);
            description = description();
        } catch (RuntimeException failed) {
            stop();
            throw failed;
        }
        config.metrics.ifPresent(metrics -> metrics.watch(this));
        ready = true;
        var fixed = config.routes().keySet();
        LOG.info("Serving {} at {}.", fixed.isEmpty() ? "what its directory knows" : fixed, uri());
        description.forEach(LOG::info);
        return this;
    }

    private void listen() {
        try {
            jetty.start();
            port = connector.getLocalPort();
        } catch (IOException failed) {
            throw new ServerStartException(
                    Hosts.isOfThisMachine(config.host)
                            ? ("The server cannot listen on %s port %d (%s): is another program using the port?"
                                            + " Choose another one.")
                                    .formatted(config.host, config.port, failed.getMessage())
                            : ("The server cannot listen on %s port %d: %s is no address of this machine. Choose"
                                            + " one that is, or 0.0.0.0 for all.")
                                    .formatted(config.host, config.port, config.host),
                    failed);
        } catch (RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** So that the first request of a person does not wait for what Java does once. */
    private void warmUp() {
        config.endpoints.entrySet().stream()
                .findFirst()
                .ifPresent(first -> able(first.getKey(), () -> {
                    first.getValue().warmUp();
                    return first;
                }));
        new OwnRequest(config.host, port, tls).send();
        routes.forgetRefusals();
    }

    /** What the log says of TLS and keys; whoever cannot tell its keys now cannot open a request either. */
    private List<String> description() {
        var lines = new ArrayList<String>();
        tls.ifPresent(t -> lines.add("TLS by %s.".formatted(t.description())));
        config.endpoints.forEach((path, endpoint) -> {
            var keys = able(path, endpoint::keyset);
            lines.add("%s: keys %s, current first.".formatted(path, keys.ids()));
            lines.add("%s: RSA by %s.".formatted(path, keys.descriptions().getFirst()));
        });
        return lines;
    }

    private static <T> T able(String path, Supplier<T> asked) {
        try {
            return asked.get();
        } catch (RuntimeException failed) {
            throw new ServerStartException(
                    "The endpoint %s cannot answer requests: %s".formatted(path, reason(failed)), failed);
        }
    }

    /** Exceptions of our own are sentences; what others say may hold anything. */
    private static String reason(RuntimeException failed) {
        boolean isOurs = failed.getClass().getPackageName().startsWith("dev.penstock");
        return isOurs
                ? String.valueOf(failed.getMessage())
                : "%s; the cause of this exception says more."
                        .formatted(failed.getClass().getName());
    }

    /** {@return where it listens, for example {@code http://127.0.0.1:8080/}} */
    public URI uri() {
        var scheme = tls.isPresent() ? "https" : "http";
        return URI.create("%s://%s:%d/".formatted(scheme, Hosts.inUri(config.host), port));
    }

    /** {@return the endpoints that it serves, by path} */
    public Map<String, FlowEndpoint> endpoints() {
        return Map.copyOf(config.endpoints);
    }

    /**
     * {@return how many handlers run although their time budget has run out, those of endpoints that a directory has in
     * memory included}
     */
    public int handlersRunningOn() {
        return Stream.concat(
                        config.endpoints.values().stream(),
                        config.directory.stream().flatMap(found -> found.inMemory().stream()))
                .mapToInt(FlowEndpoint::handlersRunningOn)
                .sum();
    }

    /** {@return what it is busy with just now} */
    public ServerLoad load() {
        return routes.load(connector.getConnectedEndPoints().size());
    }

    /**
     * {@return how many requests it has refused itself since it started, before any endpoint was asked, by HTTP status;
     * each status that it refuses with is there, if only with 0}
     */
    public Map<Integer, Long> refusals() {
        return routes.refusals();
    }

    /** {@return until when its TLS certificate is valid; empty without TLS} */
    public Optional<Instant> certificateValidUntil() {
        return tls.map(ReloadingTls::validUntil);
    }

    /** {@return where probes and metrics are, if there is an admin port} */
    public Optional<URI> adminUri() {
        return admin.map(AdminServer::uri);
    }

    /**
     * Stops without losing a request. {@code /ready} says no at once. Clients are told that their connections end, and
     * are still served, until nothing has been asked for during a while (2 seconds where there is an admin port, a
     * fifth of a second elsewhere), or for {@link ServerLimits#drainTimeout()}. Then nobody new is let in, requests
     * under way are answered within {@link ServerLimits#stopTimeout()}, and every connection is closed. An interrupt
     * makes it hurry.
     */
    @Override
    public void close() {
        if (!isClosed.compareAndSet(false, true)) {
            return;
        }
        ready = false;
        new Shutdown(connector, deadlines, config.limits, admin.isPresent() ? QUIET_WITH_PROBES : QUIET_WITHOUT_PROBES)
                .run();
        stop();
    }

    private void stop() {
        boolean isHurried = Thread.interrupted(); // or Jetty would not stop
        try {
            jetty.stop();
        } catch (Exception failed) {
            LOG.warn("The server did not stop cleanly ({}).", failed.getClass().getName());
        }
        deadlines.close();
        tls.ifPresent(ReloadingTls::close);
        admin.ifPresent(AdminServer::close);
        if (isHurried) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Waits until the server has stopped.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        jetty.join();
    }
}
