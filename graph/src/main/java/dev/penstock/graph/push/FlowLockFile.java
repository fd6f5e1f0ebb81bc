package dev.penstock.graph.push;

import dev.penstock.id.WabaId;
import dev.penstock.internal.AtomicFile;
import dev.penstock.internal.Fields;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The file that says which Flow at Meta belongs to which Flow here; to be kept with the source code. */
final class FlowLockFile {

    private static final int FORMAT = 1;

    private final Path file;

    FlowLockFile(Path file) {
        this.file = file;
    }

    Optional<LockEntry> find(WabaId account, String name) {
        return flows().object(account.value())
                .flatMap(flows -> flows.object(name))
                .map(LockEntry::of);
    }

    void put(WabaId account, String name, LockEntry entry) {
        var accounts = new TreeMap<>(flows().map());
        var flows = new TreeMap<>(new Fields(accounts)
                .object(account.value())
                .orElse(Fields.EMPTY)
                .map());
        flows.put(name, entry.toJson());
        accounts.put(account.value(), flows);
        try {
            var text = StrictJson.writePretty(new TreeMap<>(Map.of("format", FORMAT, "flows", accounts))) + "\n";
            AtomicFile.writeShared(file, text.getBytes(StandardCharsets.UTF_8));
        } catch (IOException failed) {
            throw new FlowPushException(
                    "The lock file %s cannot be written: check its rights.".formatted(file), List.of());
        }
    }

    private Fields flows() {
        try {
            var content = AtomicFile.read(file);
            if (content.isEmpty()) {
                return Fields.EMPTY;
            }
            var json = new Fields(StrictJson.readObject(content.get()));
            if (json.whole("format").orElse(0) != FORMAT) {
                throw new FlowPushException(
                        "The lock file %s has another format than %d.".formatted(file, FORMAT), List.of());
            }
            return json.object("flows").orElse(Fields.EMPTY);
        } catch (IOException | JsonFormatException unreadable) {
            throw new FlowPushException(
                    "The lock file %s cannot be read: restore it from version control.".formatted(file), List.of());
        }
    }
}
