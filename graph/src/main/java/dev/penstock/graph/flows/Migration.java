package dev.penstock.graph.flows;

import dev.penstock.id.FlowId;
import java.util.List;
import java.util.Optional;

/**
 * What came of copying Flows from one account to another of the same business.
 *
 * @param migrated the Flows that were copied
 * @param failed the Flows that were not, among them those whose name exists already
 */
public record Migration(List<Migrated> migrated, List<Failed> failed) {

    /** Copies the lists. */
    public Migration {
        migrated = List.copyOf(migrated);
        failed = List.copyOf(failed);
    }

    /**
     * A Flow that was copied.
     *
     * @param name its name
     * @param source its id in the old account
     * @param copy its id in the new account
     */
    public record Migrated(String name, FlowId source, FlowId copy) {}

    /**
     * A Flow that was not copied.
     *
     * @param name its name
     * @param code Meta's error code, {@code 4233041} if the name exists already
     * @param message what Meta says
     */
    public record Failed(String name, String code, Optional<String> message) {}
}
