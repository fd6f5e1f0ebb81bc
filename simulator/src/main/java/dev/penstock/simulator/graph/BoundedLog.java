package dev.penstock.simulator.graph;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** Keeps the newest things, as many as fit; the oldest go first. Not thread-safe. */
final class BoundedLog<T> {

    private final int maxCount;
    private final long maxBytes;
    private final Deque<Entry<T>> entries = new ArrayDeque<>();
    private long bytes;

    private record Entry<T>(T value, long bytes) {}

    BoundedLog(int maxCount, long maxBytes) {
        this.maxCount = maxCount;
        this.maxBytes = maxBytes;
    }

    /** Whether a thing of this size can be kept at all. */
    boolean takes(long size) {
        return size <= maxBytes;
    }

    /** Keeps a thing, unless it is larger than everything that may be kept. */
    void add(T value, long size) {
        if (!takes(size)) {
            return;
        }
        entries.addLast(new Entry<>(value, size));
        bytes += size;
        while (entries.size() > maxCount || bytes > maxBytes) {
            bytes -= entries.removeFirst().bytes();
        }
    }

    /** From the oldest to the newest. */
    List<T> all() {
        return entries.stream().map(Entry::value).toList();
    }
}
