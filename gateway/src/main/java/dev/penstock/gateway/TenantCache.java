package dev.penstock.gateway;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tenants in memory: loaded when first asked for, a bounded number of them. A change is loaded beside what is served,
 * and then takes its place; one that is wrong leaves it as it is. Nobody waits for a lock while something is loaded.
 * Thread-safe.
 */
final class TenantCache implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(TenantCache.class);

    /** To load one costs a processor some milliseconds, for its keys; requests of others come first. */
    private static final int AT_ONCE = Math.max(2, Runtime.getRuntime().availableProcessors());

    private static final int MAX_LOADING = 1_000;

    private final TenantDirectory directory;
    private final int most;
    private final Function<Tenant, LoadedTenant> serve;
    private final LateClosing closing;
    private final Runnable onFailure;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<String, LoadedTenant> loaded = new LinkedHashMap<>(16, 0.75f, true);
    private final Map<String, Load> loading = new LinkedHashMap<>();
    private final Semaphore turns = new Semaphore(AT_ONCE, true);
    private boolean isClosed;

    /** A tenant that is being loaded, and whether it has changed since that began. */
    private static final class Load {

        private final CompletableFuture<Optional<LoadedTenant>> result = new CompletableFuture<>();
        private boolean isStale;
    }

    TenantCache(
            TenantDirectory directory,
            int most,
            Function<Tenant, LoadedTenant> serve,
            LateClosing closing,
            Runnable onFailure) {
        this.directory = directory;
        this.most = most;
        this.serve = serve;
        this.closing = closing;
        this.onFailure = onFailure;
        directory.onChange(this::changed);
    }

    CompletionStage<Optional<LoadedTenant>> find(String name) {
        Load load;
        lock.lock();
        try {
            var known = loaded.get(name);
            if (known != null) {
                return CompletableFuture.completedFuture(Optional.of(known));
            }
            var begun = loading.get(name);
            if (begun != null) {
                return begun.result;
            }
            if (loading.size() >= MAX_LOADING || isClosed) {
                return CompletableFuture.failedFuture(
                        new TenantUnavailableException("Too many tenants are being loaded just now."));
            }
            load = new Load();
            loading.put(name, load);
        } finally {
            lock.unlock();
        }
        begin(name, load);
        return load.result;
    }

    /** Forgets nothing before there is something better. */
    private void changed(String name) {
        Load load;
        lock.lock();
        try {
            var begun = loading.get(name);
            if (begun != null) {
                begun.isStale = true;
                return;
            }
            if (!loaded.containsKey(name) || isClosed) {
                return; // it is loaded when it is asked for
            }
            load = new Load();
            loading.put(name, load);
        } finally {
            lock.unlock();
        }
        begin(name, load);
    }

    private void begin(String name, Load load) {
        Thread.ofVirtual().name("penstock-tenant-" + name).start(() -> load(name, load));
    }

    private void load(String name, Load load) {
        try {
            turns.acquire();
            Optional<LoadedTenant> tenant;
            try {
                tenant = directory.find(name).map(serve);
            } finally {
                turns.release();
            }
            end(name, load, tenant);
            load.result.complete(tenant);
        } catch (InterruptedException | RuntimeException failed) {
            fail(name, load, failed);
        }
    }

    private void end(String name, Load load, Optional<LoadedTenant> tenant) {
        var replaced = new ArrayList<LoadedTenant>();
        boolean isStale;
        lock.lock();
        try {
            isStale = load.isStale;
            loading.remove(name, load);
            keep(replaced, tenant.isEmpty() ? loaded.remove(name) : loaded.put(name, tenant.get()));
            var oldest = loaded.entrySet().iterator();
            while (loaded.size() > most && oldest.hasNext()) {
                replaced.add(oldest.next().getValue());
                oldest.remove();
            }
        } finally {
            lock.unlock();
        }
        replaced.forEach(closing::later);
        if (isStale) {
            changed(name);
        }
    }

    private static void keep(ArrayList<LoadedTenant> replaced, @Nullable LoadedTenant before) {
        if (before != null) {
            replaced.add(before);
        }
    }

    private void fail(String name, Load load, Exception failed) {
        boolean isServed;
        boolean isStale;
        lock.lock();
        try {
            isStale = load.isStale;
            loading.remove(name, load);
            isServed = loaded.containsKey(name);
        } finally {
            lock.unlock();
        }
        onFailure.run();
        LOG.error(
                "The tenant {} cannot be loaded{}: {}",
                name,
                isServed ? " anew, and is served as it was" : "",
                failed instanceof TenantUnavailableException
                        ? failed.getMessage()
                        : failed.getClass().getName());
        load.result.completeExceptionally(failed);
        if (isStale) {
            changed(name);
        }
    }

    List<LoadedTenant> loaded() {
        lock.lock();
        try {
            return List.copyOf(loaded.values());
        } finally {
            lock.unlock();
        }
    }

    int size() {
        lock.lock();
        try {
            return loaded.size();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        var all = new ArrayList<LoadedTenant>();
        lock.lock();
        try {
            isClosed = true;
            all.addAll(loaded.values());
            loaded.clear();
        } finally {
            lock.unlock();
        }
        directory.close();
        all.forEach(LoadedTenant::close);
    }
}
