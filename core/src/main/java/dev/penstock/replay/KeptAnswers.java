package dev.penstock.replay;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Answers by their ids, in the order in which they were made, bounded by bytes. When the bytes run out, the oldest go
 * first, and {@link Markers} of them stay. Not thread-safe.
 *
 * <p>They lie one behind the other in blocks of bytes, with a table of numbers that says where. A map of objects would
 * be simpler, but every collection has to look at those that came and at where the map refers to them. A block of bytes
 * is nothing to look at: with a map, collections under load take three times as long.
 */
final class KeptAnswers {

    /** An entry: when it expires, its status, the length of the body, the id; then the body. */
    private static final int STATUS = Long.BYTES;

    private static final int LENGTH = STATUS + Integer.BYTES;
    private static final int ID = LENGTH + Integer.BYTES;
    private static final int BODY = ID + ReplayId.BYTES;

    /** Larger answers have a block to themselves. */
    private static final int BLOCK_BYTES = 64 * 1024;

    private static final int FIRST_SLOTS = 1024;

    private final long maxBytes;
    private final Markers markers;
    /** The oldest first; each is written up to its position. */
    private final List<ByteBuffer> blocks = new ArrayList<>();

    /** Blocks are numbered in the order in which they were made. */
    private int firstBlock = 1;

    private long blockBytes;
    /** Where in the first block the oldest entry is. */
    private int oldest;

    /** Places of entries, see {@link #place}, each as near behind its home as there was a free slot; 0 is free. */
    private long[] slots = new long[FIRST_SLOTS];

    private int count;

    KeptAnswers(long maxBytes) {
        this.maxBytes = maxBytes;
        this.markers = new Markers(maxBytes);
    }

    /** Whether as many more can be remembered, as answers or at least as markers, with all that are kept now. */
    boolean hasRoomFor(int more) {
        return (long) count + more <= markers.room();
    }

    /** Whether there was an answer whose bytes are gone. */
    boolean isMarked(ReplayId id) {
        return markers.has(id.bytes());
    }

    Optional<GuardedAnswer> get(ReplayId id) {
        var wanted = id.bytes();
        for (int slot = home(ByteBuffer.wrap(wanted).getInt()); slots[slot] != 0; slot = after(slot)) {
            var block = block(slots[slot]);
            int at = offset(slots[slot]);
            if (Arrays.equals(block.array(), at + ID, at + BODY, wanted, 0, wanted.length)) {
                var body = Arrays.copyOfRange(block.array(), at + BODY, at + BODY + block.getInt(at + LENGTH));
                return Optional.of(new GuardedAnswer(block.getInt(at + STATUS), body, true));
            }
        }
        return Optional.empty();
    }

    /**
     * Keeps an answer under an id that is not there, and marks the oldest for it if the bytes run out; marks the answer
     * itself if it is more than all bytes.
     */
    void put(ReplayId id, GuardedAnswer answer, long expires) {
        if (2 * (count + 1) > slots.length) {
            makeRoom(bytesOf(slots));
        }
        if (2 * (count + 1) > slots.length) {
            resize(slots.length * 2);
        }
        long needed = (long) BODY + answer.body().length;
        if (blocks.isEmpty() || blocks.getLast().remaining() < needed) {
            long bytes = Math.max(BLOCK_BYTES, needed);
            if (bytes <= budget() - bytesOf(slots)) {
                makeRoom(bytes);
            }
            if (bytes > budget() - bytesOf(slots) - blockBytes) {
                markers.add(id.bytes(), expires);
                return;
            }
            blocks.add(ByteBuffer.allocate((int) bytes));
            blockBytes += bytes;
        }
        var block = blocks.getLast();
        long place = place(firstBlock + blocks.size() - 1, block.position());
        block.putLong(expires)
                .putInt(answer.status())
                .putInt(answer.body().length)
                .put(id.bytes())
                .put(answer.body());
        insert(place);
        count++;
    }

    /** Remembers that there was an answer, whose bytes are not kept. */
    void mark(ReplayId id, long expires) {
        markers.add(id.bytes(), expires);
    }

    /** What the answers may take, with the table that says where they are. */
    private long budget() {
        return maxBytes - markers.reservedBytes();
    }

    private void makeRoom(long bytes) {
        while (count > 0 && blockBytes + bytesOf(slots) + bytes > budget()) {
            var block = blocks.getFirst();
            markers.add(Arrays.copyOfRange(block.array(), oldest + ID, oldest + BODY), block.getLong(oldest));
            forgetOldest();
        }
    }

    void forgetExpired(long now) {
        while (count > 0 && blocks.getFirst().getLong(oldest) <= now) {
            forgetOldest();
        }
        markers.forgetExpired(now);
    }

    private void forgetOldest() {
        remove(place(firstBlock, oldest));
        count--;
        var block = blocks.getFirst();
        oldest += BODY + block.getInt(oldest + LENGTH);
        if (oldest == block.position()) {
            blocks.removeFirst();
            firstBlock++;
            blockBytes -= block.capacity();
            oldest = 0;
        }
        if (slots.length > FIRST_SLOTS && 8 * count < slots.length) {
            resize(slots.length / 2); // the last, since it may find no memory
        }
    }

    private void insert(long place) {
        int slot = home(place);
        while (slots[slot] != 0) {
            slot = after(slot);
        }
        slots[slot] = place;
    }

    /** Frees the slot, and moves up those behind it that would no longer be found. */
    private void remove(long place) {
        int free = home(place);
        while (slots[free] != place) {
            free = after(free);
        }
        for (int slot = after(free); slots[slot] != 0; slot = after(slot)) {
            if (distance(home(slots[slot]), slot) >= distance(free, slot)) {
                slots[free] = slots[slot];
                free = slot;
            }
        }
        slots[free] = 0;
    }

    private void resize(int length) {
        var before = slots;
        slots = new long[length];
        for (long place : before) {
            if (place != 0) {
                insert(place);
            }
        }
    }

    private int home(long place) {
        return home(block(place).getInt(offset(place) + ID));
    }

    /** Ids are hashes, so their first bits are as good as any. */
    private int home(int firstBits) {
        return firstBits & (slots.length - 1);
    }

    private int after(int slot) {
        return (slot + 1) & (slots.length - 1);
    }

    private int distance(int from, int to) {
        return (to - from) & (slots.length - 1);
    }

    private static long place(int block, int offset) {
        return (long) block << Integer.SIZE | offset;
    }

    private ByteBuffer block(long place) {
        return blocks.get((int) (place >>> Integer.SIZE) - firstBlock);
    }

    private static int offset(long place) {
        return (int) place;
    }

    private static long bytesOf(long[] slots) {
        return (long) slots.length * Long.BYTES;
    }
}
