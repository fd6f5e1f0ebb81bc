package dev.penstock.examples.booking;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import javax.sql.DataSource;

/**
 * A database that is being opened on a thread of its own, so that all that needs its connections only later can be made
 * meanwhile. Thread-safe. {@link #close()} waits for it and closes it, whether anybody asked for it or not.
 */
public final class DatabaseOpening implements AutoCloseable {

    private final FutureTask<BookingDatabase> opening;

    DatabaseOpening(Callable<BookingDatabase> open) {
        this.opening = new FutureTask<>(open);
        Thread.ofPlatform().name("penstock-booking-database").start(opening);
    }

    /**
     * Waits until the database is open.
     *
     * @return the database
     * @throws dev.penstock.examples.booking.database.DatabaseException if there is none, in a sentence that says what
     *     helps
     * @throws IllegalArgumentException if the variables cannot be understood
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public BookingDatabase database() throws InterruptedException {
        try {
            return opening.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof RuntimeException said) {
                throw said;
            }
            throw new IllegalStateException("The database could not be opened.", failed.getCause());
        }
    }

    /** {@return the connections; who asks for one waits until the database is open} */
    public DataSource dataSource() {
        return new AwaitedDataSource(this);
    }

    @Override
    public void close() {
        boolean interrupted = false;
        while (true) {
            try {
                opening.get().close();
            } catch (InterruptedException meanwhile) {
                interrupted = true;
                continue;
            } catch (ExecutionException neverOpened) {
                // Nothing to close; database() has told why.
            }
            break;
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
