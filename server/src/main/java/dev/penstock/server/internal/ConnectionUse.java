package dev.penstock.server.internal;

import java.util.concurrent.locks.ReentrantLock;
import org.eclipse.jetty.io.Connection;

/**
 * How many requests are under way on one connection, and since when there is none. A connection is never found idle
 * while one begins: whichever comes first wins. Thread-safe.
 */
final class ConnectionUse {

    private final Connection connection;
    private final ReentrantLock lock = new ReentrantLock();
    private int underWay;
    private long idleSince;
    private boolean isClosing;

    ConnectionUse(Connection connection, long now) {
        this.connection = connection;
        this.idleSince = now;
    }

    Connection connection() {
        return connection;
    }

    /** A request begins; false if it came too late, since the connection is being closed. */
    boolean begin() {
        lock.lock();
        try {
            if (isClosing) {
                return false;
            }
            underWay++;
            return true;
        } finally {
            lock.unlock();
        }
    }

    /** A request has ended. */
    void end(long now) {
        lock.lock();
        try {
            underWay--;
            idleSince = now;
        } finally {
            lock.unlock();
        }
    }

    /** How long nothing has been under way, 0 while something is. */
    long idleNanos(long now) {
        lock.lock();
        try {
            return underWay > 0 ? 0 : now - idleSince;
        } finally {
            lock.unlock();
        }
    }

    /** Whether it has been idle for so long; from then on no request begins. */
    boolean closeIfIdle(long now, long nanos) {
        lock.lock();
        try {
            isClosing = isClosing || (underWay == 0 && now - idleSince > nanos);
            return isClosing;
        } finally {
            lock.unlock();
        }
    }
}
