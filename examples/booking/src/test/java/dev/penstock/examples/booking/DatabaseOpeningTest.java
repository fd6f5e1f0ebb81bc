package dev.penstock.examples.booking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.examples.booking.database.DatabaseException;
import java.sql.Connection;
import java.sql.SQLTransientConnectionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;

class DatabaseOpeningTest {

    @Test
    void letsWhoAsksForAConnectionWaitAndSaysThatThereIsNone() {
        var tried = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor();
                var opening = new DatabaseOpening(() -> {
                    tried.await();
                    throw new DatabaseException("There is no server.", null);
                })) {
            var connection = threads.submit(() -> opening.dataSource().getConnection());

            assertThatThrownBy(() -> connection.get(200, TimeUnit.MILLISECONDS)).isInstanceOf(TimeoutException.class);

            tried.countDown();
            assertThatThrownBy(connection::get)
                    .isInstanceOf(ExecutionException.class)
                    .cause()
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessage("The database could not be opened.");
            assertThatThrownBy(opening::database).hasMessage("There is no server.");
        }
    }

    @Test
    void letsAHandlerThatIsInterruptedWaitNoLonger() throws Exception {
        var never = new CountDownLatch(1);
        try (var opening = new DatabaseOpening(() -> {
            never.await();
            throw new DatabaseException("There is no server.", null);
        })) {
            var outcome = new Throwable[1];
            var waiting = Thread.ofVirtual().start(() -> {
                try (Connection connection = opening.dataSource().getConnection()) {
                    outcome[0] = new AssertionError("There is a connection: " + connection);
                } catch (Exception refused) {
                    outcome[0] = refused;
                }
            });

            waiting.interrupt();
            waiting.join();

            assertThat(outcome[0])
                    .isInstanceOf(SQLTransientConnectionException.class)
                    .hasMessageContaining("Interrupted");
            never.countDown();
        }
    }
}
