package dev.penstock.gateway.config;

import dev.penstock.gateway.Tenant;
import dev.penstock.gateway.TenantDirectory;
import dev.penstock.gateway.TenantUnavailableException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tenants in files: {@code NAME.yaml} in a directory is the tenant NAME. The files of tenants that were asked for, and
 * all that they name, are looked at every second by content. Thread-safe.
 */
public final class FileTenants implements TenantDirectory {

    /** How often files are looked at: every second. */
    public static final Duration INTERVAL = Duration.ofSeconds(1);

    private static final String ENDING = ".yaml";
    private static final Logger LOG = LoggerFactory.getLogger(FileTenants.class);

    private final Path directory;
    private final Map<String, String> environment;
    private final boolean allowsReadableSecrets;
    private final FlowJsonCache flowJsons = new FlowJsonCache();
    private final Map<String, Followed> followed = new ConcurrentHashMap<>();
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("penstock-tenant-files").factory());

    /** What was looked at for a tenant, and what it held then. */
    private record Followed(Set<Path> files, String sum) {}

    private FileTenants(Path directory, Map<String, String> environment, boolean allowsReadableSecrets) {
        this.directory = directory;
        this.environment = Map.copyOf(environment);
        this.allowsReadableSecrets = allowsReadableSecrets;
    }

    /**
     * Finds tenants in a directory.
     *
     * @param directory where the files are
     * @param environment what {@code ${NAME}} and {@code x-env} stand for
     * @param allowsReadableSecrets whether secrets may be in files that other users can read
     * @return the directory of tenants
     */
    public static FileTenants in(Path directory, Map<String, String> environment, boolean allowsReadableSecrets) {
        return new FileTenants(directory, environment, allowsReadableSecrets);
    }

    @Override
    public Optional<Tenant> find(String name) {
        if (!Tenant.isName(name)) {
            return Optional.empty();
        }
        var file = directory.resolve(name + ENDING);
        var files = new TreeSet<>(Set.of(file));
        try {
            var bytes = Files.readAllBytes(file);
            var source = new Source(environment, directory, allowsReadableSecrets, new Mistakes(), files);
            var tenant = TenantText.read(name, bytes, file.toString(), source, flowJsons);
            follow(name, files);
            return Optional.of(tenant);
        } catch (NoSuchFileException none) {
            followed.remove(name);
            return Optional.empty();
        } catch (ConfigurationException wrong) {
            follow(name, files);
            throw new TenantUnavailableException(String.valueOf(wrong.getMessage()), wrong);
        } catch (IOException unreadable) {
            throw new TenantUnavailableException("%s cannot be read.".formatted(file), unreadable);
        }
    }

    /** The names of all tenants, in their order. */
    List<String> names() {
        try (var files = Files.list(directory)) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.endsWith(ENDING))
                    .map(name -> name.substring(0, name.length() - ENDING.length()))
                    .filter(Tenant::isName)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new TenantUnavailableException("%s cannot be read.".formatted(directory), unreadable);
        }
    }

    private void follow(String name, Set<Path> files) {
        followed.put(name, new Followed(Set.copyOf(files), FileSums.of(files)));
    }

    @Override
    public void onChange(Consumer<String> changed) {
        var unused = timer.scheduleWithFixedDelay(
                () -> look(changed), INTERVAL.toMillis(), INTERVAL.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void look(Consumer<String> changed) {
        try {
            followed.forEach((name, known) -> {
                var sum = FileSums.of(known.files());
                if (!sum.equals(known.sum())) {
                    followed.replace(name, known, new Followed(known.files(), sum));
                    changed.accept(name);
                }
            });
        } catch (RuntimeException unexpected) { // the next look may do better
            LOG.error(
                    "The files of tenants cannot be followed ({}).",
                    unexpected.getClass().getName());
        }
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }
}
