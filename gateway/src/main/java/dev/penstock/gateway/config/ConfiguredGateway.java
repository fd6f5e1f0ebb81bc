package dev.penstock.gateway.config;

import dev.penstock.gateway.Gateway;
import dev.penstock.gateway.GatewayBuilder;
import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.server.AdminReply;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A gateway that serves what a file says, and follows it: the file and all that it names are looked at every two
 * seconds, by content. A new state is built and checked beside the old one and then takes its place; a mistake keeps
 * the old one, is logged and counted. Thread-safe.
 */
public final class ConfiguredGateway implements AutoCloseable {

    /** How often files are looked at: every 2 seconds. */
    public static final Duration INTERVAL = Duration.ofSeconds(2);

    private static final Logger LOG = LoggerFactory.getLogger(ConfiguredGateway.class);

    private final ConfigurationFile file;
    private final Gateway gateway;
    private final ReentrantLock reloading = new ReentrantLock();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("penstock-configuration").factory());
    private final AtomicInteger done = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();
    private volatile boolean isUpToDate = true;
    /** What is served; guarded by the lock, as the next two are. */
    private GatewaySettings settings;

    private Set<Path> files;
    private String sum;

    private ConfiguredGateway(
            ConfigurationFile file,
            GatewaySettings settings,
            Set<Path> files,
            String sum,
            UnaryOperator<GatewayBuilder> options) {
        this.file = file;
        this.settings = settings;
        this.files = files;
        this.sum = sum;
        var builder = options.apply(builder(settings, file)).adminAction("/reload", this::reloadForOperator);
        builder.metrics().ifPresent(metrics -> ReloadMeters.register(metrics, this));
        this.gateway = builder.start();
        var unused = timer.scheduleWithFixedDelay(
                this::look, INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    /**
     * Reads the file and serves what it says.
     *
     * @param file the configuration
     * @return the running gateway
     * @throws ConfigurationException if anything is wrong in it, with all that is
     * @throws dev.penstock.server.ServerStartException if it cannot start
     */
    public static ConfiguredGateway start(ConfigurationFile file) {
        return start(file, builder -> builder);
    }

    /**
     * Reads the file and serves what it says, with more than a file can say, such as {@link GatewayBuilder#tracing}.
     *
     * @param file the configuration
     * @param options what is added to the gateway before it starts
     * @return the running gateway
     * @throws ConfigurationException if anything is wrong in it, with all that is
     * @throws dev.penstock.server.ServerStartException if it cannot start
     */
    public static ConfiguredGateway start(ConfigurationFile file, UnaryOperator<GatewayBuilder> options) {
        var files = new TreeSet<Path>();
        var settings = file.read(files);
        return new ConfiguredGateway(file, settings, files, FileSums.of(files), options);
    }

    /**
     * Begins a gateway with settings, without following any file. It has metrics if there is an admin port.
     *
     * @param settings what was read
     * @param file with whose environment the files of tenants are read
     * @return a builder
     */
    public static GatewayBuilder builder(GatewaySettings settings, ConfigurationFile file) {
        var server = settings.server();
        var builder = Gateway.builder().host(server.host()).port(server.port()).limits(server.limits());
        server.tls().ifPresent(builder::tls);
        settings.admin().ifPresent(admin -> {
            var metrics = PenstockMetrics.create();
            builder.admin(admin.host(), admin.port()).metrics(metrics).closeAfter(metrics);
        });
        SharedParts.addTo(builder, settings);
        settings.endpoints().forEach(builder::endpoint);
        settings.tenants().ifPresent(tenants -> {
            builder.tenants(TenantDirectories.of(tenants, file))
                    .tenantCache(tenants.cache())
                    .tenantLimits(tenants.underWay(), tenants.waiting());
        });
        return builder;
    }

    private void look() {
        try {
            boolean isChanged;
            reloading.lock();
            try {
                isChanged = !FileSums.of(files).equals(sum);
            } finally {
                reloading.unlock();
            }
            if (isChanged) {
                reload();
            }
        } catch (RuntimeException | Error unexpected) { // the next look may do better
            LOG.error(
                    "The configuration cannot be followed ({}).",
                    unexpected.getClass().getName());
        }
    }

    /**
     * Reads the file again and serves what it says, if it is right.
     *
     * @return what came of it
     */
    public Reload reload() {
        reloading.lock();
        try {
            var looked = new TreeSet<Path>();
            try {
                var next = file.read(looked);
                var restart = needRestart(settings, next);
                replaceEndpoints(next);
                settings = next;
                return tell(new Reload(List.of(), restart));
            } catch (ConfigurationException wrong) {
                looked.addAll(files);
                return tell(new Reload(wrong.mistakes(), List.of()));
            } finally {
                files = looked;
                sum = FileSums.of(files);
            }
        } finally {
            reloading.unlock();
        }
    }

    /** Endpoints may need what the running gateway was started without. */
    private void replaceEndpoints(GatewaySettings next) {
        try {
            gateway.replaceEndpoints(next.endpoints());
        } catch (IllegalArgumentException unfit) {
            next.endpoints().values().forEach(GatewayEndpoint::close);
            throw new ConfigurationException(List.of(new Mistake(
                    Where.of(file.file().toString()),
                    "%s If it was added just now, it needs a restart.".formatted(unfit.getMessage()))));
        }
    }

    private Reload tell(Reload reload) {
        isUpToDate = reload.isDone();
        if (reload.isDone()) {
            done.incrementAndGet();
            LOG.info("{}", reload.words().strip());
        } else {
            failed.incrementAndGet();
            LOG.error("{}", reload.words().strip());
        }
        return reload;
    }

    private AdminReply reloadForOperator() {
        var reload = reload();
        return new AdminReply(reload.isDone() ? 200 : 409, reload.words());
    }

    private static List<String> needRestart(GatewaySettings before, GatewaySettings after) {
        var changed = new ArrayList<String>();
        if (!before.server().equals(after.server())) {
            changed.add("server");
        }
        if (!before.admin().equals(after.admin())) {
            changed.add("admin");
        }
        if (!before.replay().equals(after.replay())) {
            changed.add("replay");
        }
        if (!before.tenants().equals(after.tenants())) {
            changed.add("tenants");
        }
        if (!before.database().equals(after.database())) {
            changed.add("database");
        }
        if (!before.redis().equals(after.redis())) {
            changed.add("redis");
        }
        if (!before.events().equals(after.events())) {
            changed.add("events");
        }
        if (!before.webhooks().equals(after.webhooks())) {
            changed.add("webhooks");
        }
        if (!before.answers().equals(after.answers())) {
            changed.add("answers");
        }
        if (!before.alerts().equals(after.alerts())) {
            changed.add("alerts");
        }
        if (!before.metaKeys().equals(after.metaKeys())) {
            changed.add("meta-keys");
        }
        if (!before.funnel().equals(after.funnel())) {
            changed.add("funnel");
        }
        if (!before.media().equals(after.media())) {
            changed.add("media");
        }
        return changed;
    }

    /** {@return how often a new state was taken over} */
    public int reloads() {
        return done.get();
    }

    /** {@return how often a new state was refused} */
    public int failedReloads() {
        return failed.get();
    }

    /** {@return whether what is served is what the file said when it was last read} */
    public boolean isUpToDate() {
        return isUpToDate;
    }

    /** {@return where it listens} */
    public URI uri() {
        return gateway.uri();
    }

    /** {@return where probes and operators ask, if there is an admin port} */
    public Optional<URI> adminUri() {
        return gateway.adminUri();
    }

    /**
     * Waits until it has stopped.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        gateway.join();
    }

    @Override
    public void close() {
        timer.shutdownNow();
        gateway.close();
    }
}
