package dev.penstock.simulator.graph;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Flow, its draft, its published version, and its life cycle. */
final class EmulatedFlow {

    private static final int MAX_SENDS = 10;

    final String id;
    final String accountId;
    String name;
    List<String> categories;
    Status status = Status.DRAFT;
    Optional<String> draft = Optional.empty();
    Optional<String> published = Optional.empty();
    Optional<String> endpointUri = Optional.empty();
    Optional<String> applicationId;
    List<Map<String, Object>> errors = List.of();
    int previews;
    Instant updatedAt;
    private final Deque<Instant> sends = new ArrayDeque<>();

    EmulatedFlow(String id, String accountId, String name, List<String> categories, Optional<String> app, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.name = name;
        this.categories = categories;
        this.applicationId = app;
        this.updatedAt = now;
    }

    /** Only as many are remembered as Meta counts of a throttled Flow. */
    void noteSend(Instant when) {
        sends.addLast(when);
        while (sends.size() > MAX_SENDS) {
            sends.removeFirst();
        }
    }

    long sendsSince(Instant when) {
        return sends.stream().filter(sent -> sent.isAfter(when)).count();
    }

    enum Status {
        DRAFT,
        PUBLISHED,
        DEPRECATED,
        THROTTLED,
        BLOCKED
    }
}
