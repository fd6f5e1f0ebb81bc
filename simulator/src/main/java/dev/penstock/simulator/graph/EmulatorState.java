package dev.penstock.simulator.graph;

import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/** Everything Meta would know. Guarded by its lock. */
final class EmulatorState {

    /** How many messages are remembered, and how many bytes of them in all. */
    private static final int MAX_SENT = 1_000;

    private static final long MAX_SENT_BYTES = 64_000_000;

    final InstantSource clock;
    final String appId;
    final Map<String, String> accounts = new LinkedHashMap<>();
    final Map<String, EmulatedNumber> numbers = new LinkedHashMap<>();
    final Map<String, EmulatedFlow> flows = new LinkedHashMap<>();
    final Map<String, Set<String>> subscriptions = new LinkedHashMap<>();
    final Map<String, byte[]> media = new LinkedHashMap<>();
    final Map<String, EmulatedTemplate> templates = new LinkedHashMap<>();
    final BoundedLog<SentByApi> sent = new BoundedLog<>(MAX_SENT, MAX_SENT_BYTES);
    final BoundedLog<String> dropped = new BoundedLog<>(MAX_SENT, MAX_SENT_BYTES);
    Optional<AppSubscription> webhook = Optional.empty();
    private final ReentrantLock lock = new ReentrantLock();
    private long nextId = 900_000_000_000L;

    EmulatorState(InstantSource clock, String appId) {
        this.clock = clock;
        this.appId = appId;
    }

    String newId() {
        return Long.toString(nextId++);
    }

    <T> T locked(Supplier<T> action) {
        lock.lock();
        try {
            return action.get();
        } finally {
            lock.unlock();
        }
    }

    EmulatedNumber number(String id) {
        return Objects.requireNonNull(numbers.get(id), "no such number");
    }

    Set<String> subscriptionsOf(String account) {
        return subscriptions.computeIfAbsent(account, ignored -> new LinkedHashSet<>());
    }

    List<EmulatedNumber> numbersOf(String account) {
        return numbers.values().stream()
                .filter(number -> number.accountId.equals(account))
                .toList();
    }

    List<EmulatedFlow> flowsOf(String account) {
        return flows.values().stream()
                .filter(flow -> flow.accountId.equals(account))
                .toList();
    }

    List<EmulatedTemplate> templatesOf(String account) {
        return templates.values().stream()
                .filter(template -> template.accountId.equals(account))
                .toList();
    }

    Optional<EmulatedFlow> flowByName(String account, String name) {
        return flowsOf(account).stream().filter(flow -> flow.name.equals(name)).findFirst();
    }
}
