package dev.penstock.graph.keys;

import dev.penstock.internal.AtomicFile;
import dev.penstock.internal.Fields;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import dev.penstock.keyring.KeyLifeCycleException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Remembers since when Meta holds what it holds, which Meta itself does not tell: the time at which it was first seen
 * so, in a file beside the keys. Thread-safe as long as one process writes.
 */
public final class KeyObservations {

    private final Path file;
    private final InstantSource clock;

    private KeyObservations(Path file, InstantSource clock) {
        this.file = file;
        this.clock = clock;
    }

    /**
     * Keeps the observations beside a key ring.
     *
     * @param directory the directory of the key ring
     * @param clock dates them
     * @return the observations
     */
    public static KeyObservations in(Path directory, InstantSource clock) {
        return new KeyObservations(directory.resolve("key-status.json"), clock);
    }

    /**
     * Notes what Meta holds now.
     *
     * @param numbers what it holds, for each number
     * @return for the id of each number, since when that was seen
     * @throws KeyLifeCycleException if the file cannot be read or written
     */
    public Map<String, Instant> note(List<NumberKey> numbers) {
        try {
            var before = AtomicFile.read(file)
                    .map(bytes -> new Fields(StrictJson.readObject(bytes)))
                    .orElse(Fields.EMPTY);
            var after = new LinkedHashMap<>(before.map());
            var since = new LinkedHashMap<String, Instant>();
            for (var number : numbers) {
                var id = number.number().id().value();
                var seen = number.verdict() + " "
                        + number.stored().map(StoredKey::toString).orElse("none");
                var old = before.object(id).filter(fields -> fields.text("seen").equals(java.util.Optional.of(seen)));
                var when = old.flatMap(fields -> fields.time("since")).orElseGet(clock::instant);
                after.put(id, Map.of("seen", seen, "since", when.toString()));
                since.put(id, when);
            }
            AtomicFile.write(file, StrictJson.writePretty(after).getBytes(StandardCharsets.UTF_8));
            return since;
        } catch (IOException | JsonFormatException failed) {
            throw new KeyLifeCycleException(
                    "The file %s cannot be read or written: check its rights, or delete it.".formatted(file));
        }
    }
}
