package dev.penstock.replay;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What is left of answers whose bytes had to go: that they were given. Four bytes of the id each, so that hours of
 * requests fit where seconds of answers do. Not thread-safe.
 *
 * <p>They lie in tables of one size, which are filled one after another and forgotten one by one, when the last marker
 * in one has expired. So a marker stays at least as long as it should. Another id is taken for a marked one less than
 * once in ten million times, and is then refused; a marked one is never taken for new.
 */
final class Markers {

    /** Tables of a sixteenth of the memory, or half of that; three quarters of the memory at most. */
    private static final int TABLES = 16;

    private static final int MAX_SLOTS = 1 << 26;

    private final int slots;
    private final int perTable;
    private final int maxTables;
    private final Deque<Table> tables = new ArrayDeque<>();

    Markers(long maxBytes) {
        this.slots = Integer.highestOneBit((int) Math.min(MAX_SLOTS, maxBytes / TABLES / Integer.BYTES));
        this.perTable = slots / 4 * 3;
        this.maxTables = (int) (maxBytes / 4 * 3 / tableBytes());
    }

    private long tableBytes() {
        return (long) slots * Integer.BYTES;
    }

    /** The bytes that are taken now or by the next marker. */
    long reservedBytes() {
        return Math.min(tables.size() + 1L, maxTables) * tableBytes();
    }

    /** How many more can be marked. */
    long room() {
        long inLast = tables.isEmpty() ? 0 : perTable - tables.getLast().count;
        return (maxTables - (long) tables.size()) * perTable + inLast;
    }

    /** Marks an id; there must be {@link #room} for it. */
    void add(byte[] id, long expires) {
        if (tables.isEmpty() || tables.getLast().count == perTable) {
            tables.add(new Table(slots));
        }
        var table = tables.getLast();
        table.add(home(id), mark(id));
        table.lastExpiry = Math.max(table.lastExpiry, expires);
    }

    boolean has(byte[] id) {
        int home = home(id);
        int mark = mark(id);
        for (var table : tables) {
            if (table.has(home, mark)) {
                return true;
            }
        }
        return false;
    }

    void forgetExpired(long now) {
        tables.removeIf(table -> table.lastExpiry <= now);
    }

    private static int home(byte[] id) {
        return ByteBuffer.wrap(id).getInt(0);
    }

    /** 0 is a free slot. */
    private static int mark(byte[] id) {
        int mark = ByteBuffer.wrap(id).getInt(Integer.BYTES);
        return mark == 0 ? 1 : mark;
    }

    /** Each mark is as near behind its home as there was a free slot; a quarter of the slots stays free. */
    private static final class Table {

        private final int[] slots;
        private int count;
        private long lastExpiry = Long.MIN_VALUE;

        Table(int slots) {
            this.slots = new int[slots];
        }

        void add(int home, int mark) {
            int slot = find(home, mark);
            if (slots[slot] == 0) {
                slots[slot] = mark;
                count++;
            }
        }

        boolean has(int home, int mark) {
            return slots[find(home, mark)] == mark;
        }

        private int find(int home, int mark) {
            int slot = home & (slots.length - 1);
            while (slots[slot] != 0 && slots[slot] != mark) {
                slot = (slot + 1) & (slots.length - 1);
            }
            return slot;
        }
    }
}
