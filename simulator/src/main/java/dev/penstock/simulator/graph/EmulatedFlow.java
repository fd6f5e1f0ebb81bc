package dev.penstock.simulator.graph;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A Flow, its draft, its published version, and its life cycle. */
final class EmulatedFlow {

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
    final List<Instant> sends = new ArrayList<>();

    EmulatedFlow(String id, String accountId, String name, List<String> categories, Optional<String> app, Instant now) {
        this.id = id;
        this.accountId = accountId;
        this.name = name;
        this.categories = categories;
        this.applicationId = app;
        this.updatedAt = now;
    }

    enum Status {
        DRAFT,
        PUBLISHED,
        DEPRECATED,
        THROTTLED,
        BLOCKED
    }
}
