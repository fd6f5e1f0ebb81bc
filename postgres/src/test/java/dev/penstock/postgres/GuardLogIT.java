package dev.penstock.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** A database that is away is seen in the log, and does not fill a disk. */
class GuardLogIT {

    private static final int REQUESTS = 5;

    @Test
    void claimsThatCannotBeGivenBackAreToldOnceAMinute() throws Exception {
        var appender = new ListAppender<ILoggingEvent>();
        var logger = (Logger) LoggerFactory.getLogger(PostgresReplayGuard.class);
        appender.start();
        logger.addAppender(appender);
        var underWay = new CountDownLatch(REQUESTS);
        var isAway = new CountDownLatch(1);
        var pool = TestDatabase.pool(TestDatabase.installed(), REQUESTS);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var guard = PostgresReplayGuard.of(pool);
            List<Future<GuardedAnswer>> answers = new ArrayList<>();
            for (int i = 0; i < REQUESTS; i++) {
                var id = ReplayId.of("request " + i);
                answers.add(threads.submit(() -> guard.once(id, Duration.ofSeconds(10), () -> {
                    underWay.countDown();
                    await(isAway);
                    throw new IllegalStateException("nothing was made");
                })));
            }
            underWay.await();
            pool.close();
            isAway.countDown();
            for (var answer : answers) {
                assertThatThrownBy(answer::get).hasMessageContaining("nothing was made");
            }
        } finally {
            logger.detachAppender(appender);
        }

        assertThat(List.copyOf(appender.list))
                .extracting(ILoggingEvent::getFormattedMessage)
                .filteredOn(line -> line.contains("could not be given back"))
                .hasSize(1);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
