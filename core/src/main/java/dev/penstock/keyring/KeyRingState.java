package dev.penstock.keyring;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.UnusableKeyException;
import dev.penstock.internal.Fields;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * What a key ring holds: the current key, the next one while a rotation is under way, and previous ones that are still
 * served.
 *
 * @param current the key that Meta should hold, unless a rotation has registered the next one
 * @param next the key that is being brought in
 * @param step how far the rotation has come
 * @param previous the keys before, the latest first
 */
public record KeyRingState(Entry current, Optional<Entry> next, RotationStep step, List<Previous> previous) {

    private static final int FORMAT = 1;

    /** Copies the list, and refuses null. */
    public KeyRingState {
        Objects.requireNonNull(current, "current");
        Objects.requireNonNull(next, "next");
        Objects.requireNonNull(step, "step");
        previous = List.copyOf(Objects.requireNonNull(previous, "previous"));
    }

    /**
     * A key in the ring.
     *
     * @param publicKey its public half
     * @param file the name of the file of its private half, beside the state
     * @param since when it came into the ring
     */
    public record Entry(BusinessPublicKey publicKey, String file, Instant since) {

        /** Refuses null. */
        public Entry {
            Objects.requireNonNull(publicKey, "publicKey");
            Objects.requireNonNull(file, "file");
            Objects.requireNonNull(since, "since");
        }
    }

    /**
     * A key that was replaced.
     *
     * @param entry the key
     * @param retireAfter when it may be retired
     */
    public record Previous(Entry entry, Instant retireAfter) {

        /** Refuses null. */
        public Previous {
            Objects.requireNonNull(entry, "entry");
            Objects.requireNonNull(retireAfter, "retireAfter");
        }
    }

    /** {@return the key that Meta should hold now} */
    public BusinessPublicKey expectedAtMeta() {
        return step == RotationStep.REGISTERED && next.isPresent() ? next.get().publicKey() : current.publicKey();
    }

    /**
     * {@return whether the current key was made in this ring, so that {@link Entry#since()} tells its age} A key that
     * was adopted is older than that, nobody knows how much.
     */
    public boolean isCurrentMadeHere() {
        return current.file().equals(fileName(current.publicKey()));
    }

    /** The name of the file of a key that is made in a ring. */
    static String fileName(BusinessPublicKey key) {
        return "key-" + key.id() + ".pem";
    }

    /** {@return all keys under which requests are to be answered, the current one first} */
    public List<Entry> served() {
        var served = new ArrayList<Entry>();
        served.add(current);
        next.ifPresent(served::add);
        previous.forEach(old -> served.add(old.entry()));
        return List.copyOf(served);
    }

    static KeyRingState first(Entry current) {
        return new KeyRingState(current, Optional.empty(), RotationStep.IDLE, List.of());
    }

    KeyRingState withNext(Entry entry, RotationStep reached) {
        return new KeyRingState(current, Optional.of(entry), reached, previous);
    }

    /** The next key becomes the current one. */
    KeyRingState rotated(Instant retireAfter) {
        var old = new ArrayList<Previous>();
        old.add(new Previous(current, retireAfter));
        old.addAll(previous);
        return new KeyRingState(next.orElseThrow(), Optional.empty(), RotationStep.IDLE, old);
    }

    KeyRingState without(List<Previous> retired) {
        return new KeyRingState(
                current,
                next,
                step,
                previous.stream().filter(old -> !retired.contains(old)).toList());
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        json.put("format", FORMAT);
        json.put("step", step.name());
        json.put("current", json(current));
        next.ifPresent(entry -> json.put("next", json(entry)));
        json.put(
                "previous",
                previous.stream()
                        .map(old -> {
                            var entry = new LinkedHashMap<>(json(old.entry()));
                            entry.put("retire_after", old.retireAfter().toString());
                            return entry;
                        })
                        .toList());
        return json;
    }

    static KeyRingState of(Fields json) {
        if (json.whole("format").orElse(0) != FORMAT) {
            throw new KeyLifeCycleException(
                    "The key ring was written by another version: it has no format %d.".formatted(FORMAT));
        }
        try {
            return new KeyRingState(
                    entry(json.object("current").orElse(Fields.EMPTY)),
                    json.object("next").map(KeyRingState::entry),
                    RotationStep.valueOf(json.text("step").orElse("")),
                    json.objects("previous").stream()
                            .map(old -> new Previous(
                                    entry(old), old.time("retire_after").orElseThrow()))
                            .toList());
        } catch (IllegalArgumentException | java.util.NoSuchElementException | UnusableKeyException damaged) {
            throw new KeyLifeCycleException(
                    "The key ring's state is damaged: restore it from a backup of the directory.");
        }
    }

    private static Map<String, Object> json(Entry entry) {
        var json = new LinkedHashMap<String, Object>();
        json.put("file", entry.file());
        json.put("since", entry.since().toString());
        json.put("public_key", entry.publicKey().pem());
        return json;
    }

    private static Entry entry(Fields json) {
        var file = json.text("file")
                .filter(name -> name.matches("[A-Za-z0-9_][A-Za-z0-9._-]{0,200}"))
                .orElseThrow();
        return new Entry(
                BusinessPublicKey.parse(json.text("public_key").orElseThrow()),
                file,
                json.time("since").orElseThrow());
    }
}
