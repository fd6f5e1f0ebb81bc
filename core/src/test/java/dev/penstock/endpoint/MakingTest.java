package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.endpoint.Making.Origin;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

/** Where an answer comes from that a replay guard gave. */
class MakingTest {

    private static final ReplayId ID = ReplayId.of("request", "x".getBytes(StandardCharsets.US_ASCII));
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final ReplayGuard guard = ReplayGuard.inMemory();

    @Test
    void theFirstIsNewAndTheNextIsReplayed() {
        var first = new Making(() -> answer("one", true));
        var second = new Making(() -> answer("two", true));

        assertThat(first.originOf(guard.once(ID, PATIENCE, first))).isEqualTo(Origin.NEW);
        assertThat(second.originOf(guard.once(ID, PATIENCE, second))).isEqualTo(Origin.REPLAYED);

        assertThat(first.made()).isPresent();
        assertThat(second.made()).isEmpty();
    }

    @Test
    void whatIsNotKeptIsNewForWhoMadeItAndGivenToThoseWhoWaited() throws Exception {
        var isMaking = new CountDownLatch(1);
        var goOn = new CountDownLatch(1);
        var first = new Making(() -> {
            isMaking.countDown();
            await(goOn);
            return answer("failed", false);
        });
        var waiting = new Making(() -> answer("mine", true));
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var given = threads.submit(() -> guard.once(ID, PATIENCE, first));
            isMaking.await();
            var waited = new FutureTask<>(() -> guard.once(ID, PATIENCE, waiting));
            var waiter = Thread.ofPlatform().start(waited);
            Awaitility.await().until(() -> waiter.getState() == Thread.State.TIMED_WAITING);
            goOn.countDown();

            assertThat(first.originOf(given.get())).isEqualTo(Origin.NEW);
            assertThat(waiting.originOf(waited.get())).isEqualTo(Origin.GIVEN_TO_THOSE_WAITING);
            assertThat(waiting.made()).isEmpty();
        }
    }

    @Test
    void anAnswerOfAnotherIsNotNewAlthoughOneWasMade() {
        var making = new Making(() -> answer("mine", true));
        making.get();

        assertThat(making.originOf(answer("theirs", true))).isEqualTo(Origin.REPLAYED);
        assertThat(making.originOf(answer("theirs", false))).isEqualTo(Origin.GIVEN_TO_THOSE_WAITING);
        assertThat(making.originOf(answer("mine", true))).isEqualTo(Origin.NEW);
    }

    private static GuardedAnswer answer(String body, boolean isKept) {
        return new GuardedAnswer(200, body.getBytes(StandardCharsets.US_ASCII), isKept);
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
