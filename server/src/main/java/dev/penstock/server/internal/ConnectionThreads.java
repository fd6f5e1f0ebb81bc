package dev.penstock.server.internal;

import java.util.concurrent.ThreadFactory;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.util.thread.ThreadPool;
import org.eclipse.jetty.util.thread.TryExecutor;

/**
 * On which threads a connector works. Its loops and whatever may hold a thread up run in the pool. A connection that
 * has just been answered looks for its next request on a virtual thread. That costs no wakening of another thread, and
 * by the time its turn has come the request is often there, so that nothing has to be polled. {@code JettysInsideTest}
 * notices a Jetty that hands connections over in another way.
 */
final class ConnectionThreads implements TryExecutor {

    private final TryExecutor pool;
    private final ThreadFactory threads =
            Thread.ofVirtual().name("penstock-connection-", 0).factory();

    ConnectionThreads(ThreadPool pool) {
        this.pool = TryExecutor.asTryExecutor(pool);
    }

    @Override
    public void execute(Runnable task) {
        if (task instanceof Connection) {
            threads.newThread(task).start();
        } else {
            pool.execute(task);
        }
    }

    @Override
    public boolean tryExecute(Runnable task) {
        return pool.tryExecute(task);
    }
}
