package dev.penstock.simulator.graph;

import java.time.InstantSource;
import java.util.ArrayList;
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

    final InstantSource clock;
    final String appId;
    final Map<String, String> accounts = new LinkedHashMap<>();
    final Map<String, EmulatedNumber> numbers = new LinkedHashMap<>();
    final Map<String, EmulatedFlow> flows = new LinkedHashMap<>();
    final Map<String, Set<String>> subscriptions = new LinkedHashMap<>();
    final Map<String, byte[]> media = new LinkedHashMap<>();
    final List<SentByApi> sent = new ArrayList<>();
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

    Optional<EmulatedFlow> flowByName(String account, String name) {
        return flowsOf(account).stream().filter(flow -> flow.name.equals(name)).findFirst();
    }
}
