package dev.penstock.server.internal;

import dev.penstock.server.ServerLimits;

/**
 * What the bodies of requests and answers may take. Small ones have memory of their own, so that a few large ones,
 * however slowly they come or go, keep no ordinary request out. Thread-safe.
 *
 * @param forSmall for those of at most {@value #SMALL_BYTES} bytes
 * @param forLarge for all others
 */
record BodyMemories(BodyMemory forSmall, BodyMemory forLarge) {

    static final int SMALL_BYTES = 64 * 1024;

    static BodyMemories of(ServerLimits limits) {
        return new BodyMemories(
                new BodyMemory(Math.max(limits.maxBufferedBytes() / 4, SMALL_BYTES)),
                new BodyMemory(limits.maxBufferedBytes()));
    }

    /** Where a body of so many bytes belongs. */
    BodyMemory of(int bytes) {
        return bytes <= SMALL_BYTES ? forSmall : forLarge;
    }
}
