package dev.penstock.server.internal;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.thread.Invocable;
import org.eclipse.jetty.util.thread.Scheduler;

/**
 * A connection that stays watched while its request is answered. Jetty's own stops being watched when something has
 * arrived, and to be watched again after the answer the watching thread has to be woken, for each request. Counted by
 * {@code perf stat -e raw_syscalls:sys_enter} under the HTTP benchmark: 4.4 system calls a request, 5.7 without it.
 * {@code JettysInsideTest} asks to count again with a new Jetty.
 *
 * <p>One that never stops talking has to let others speak: after a while it is told that nothing has arrived, and found
 * again after them.
 *
 * <p>Only what arrives when nobody wants it ends the watching, or the watching thread would find it again and again;
 * then it is as with Jetty's own.
 */
final class WatchedEndPoint extends SocketChannelEndPoint {

    /**
     * What one connection may say before the others of its thread have their turn; tens of thousands of small frames.
     */
    private static final int BYTES_AT_A_TURN = 128 * 1024;

    private final ReentrantLock lock = new ReentrantLock();
    /** Whether the watching thread looks out for what arrives. */
    private boolean isWatched;

    private SelectionKey key;
    /** Whether the last look found nothing, and nothing has been announced since. */
    private volatile boolean isEmpty;
    /** What has been taken since the watching thread was last here. */
    private volatile int takenAtThisTurn;

    WatchedEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
        this.key = key;
    }

    @Override
    public void replaceKey(SelectionKey newKey) {
        super.replaceKey(newKey);
        key = newKey;
    }

    /** Jetty looks twice, for the sake of TLS; the second look would be a system call more for each request. */
    @Override
    @SuppressWarnings("NonAtomicOperationOnVolatileField") // only the one thread that reads takes
    public int fill(ByteBuffer buffer) throws IOException {
        if (isEmpty || takenAtThisTurn > BYTES_AT_A_TURN) {
            return 0;
        }
        int filled = super.fill(buffer);
        isEmpty = filled == 0 && BufferUtil.space(buffer) > 0;
        takenAtThisTurn += Math.max(filled, 0);
        return filled;
    }

    /** On any thread, after somebody has said that it wants what arrives. */
    @Override
    protected void needsFillInterest() {
        lock.lock();
        try {
            if (isWatched) {
                return;
            }
            isWatched = true;
        } finally {
            lock.unlock();
        }
        super.needsFillInterest();
    }

    /** On the watching thread. */
    @Override
    public Runnable onSelected() {
        boolean hasArrived = key.isReadable();
        takenAtThisTurn = 0;
        if (hasArrived) {
            isEmpty = false;
        }
        var task = super.onSelected(); // which ends the watching
        if (hasArrived && staysWatched()) {
            super.needsFillInterest();
        }
        return task;
    }

    /** If somebody wants what has arrived, and takes it on this thread, before it looks again. */
    private boolean staysWatched() {
        lock.lock();
        try {
            isWatched = getFillInterest().getCallbackInvocationType() == Invocable.InvocationType.NON_BLOCKING;
            return isWatched;
        } finally {
            lock.unlock();
        }
    }
}
