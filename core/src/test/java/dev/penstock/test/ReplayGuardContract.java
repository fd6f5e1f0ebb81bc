package dev.penstock.test;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.replay.AnswerPendingException;
import dev.penstock.replay.GuardedAnswer;
import dev.penstock.replay.ReplayGuard;
import dev.penstock.replay.ReplayId;
import java.time.Duration;
import java.util.ArrayList;
import java.util.UUID;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** What every replay guard does, whatever it remembers with. */
public abstract class ReplayGuardContract {

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final int ROUNDS = 20;
    private static final int CALLERS = 32;

    private final ReplayId id = newId();

    /** The guard of one process. */
    protected abstract ReplayGuard guard();

    /** The guard of another process that shares what it knows; the same one where nothing is shared. */
    protected abstract ReplayGuard otherGuard();

    private static ReplayId newId() {
        return ReplayId.of("contract", UUID.randomUUID().toString().getBytes(UTF_8));
    }

    @Test
    void givesTheKeptAnswerToWhoeverComesLater() {
        var made = guard().once(id, PATIENCE, () -> kept("first"));

        var again = otherGuard().once(id, PATIENCE, () -> kept("second"));

        assertThat(text(made)).isEqualTo("first");
        assertThat(text(again)).isEqualTo("first");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.isKept()).isTrue();
    }

    @Test
    void keepsAnyBytesAndAnyStatus() {
        var everyByte = new byte[256];
        for (int i = 0; i < everyByte.length; i++) {
            everyByte[i] = (byte) i;
        }
        guard().once(id, PATIENCE, () -> new GuardedAnswer(-7, everyByte, true));
        var empty = newId();
        guard().once(empty, PATIENCE, () -> new GuardedAnswer(Integer.MAX_VALUE, new byte[0], true));

        var given = otherGuard().once(id, PATIENCE, () -> kept("second"));
        assertThat(given.body()).isEqualTo(everyByte);
        assertThat(given.status()).isEqualTo(-7);
        var nothing = otherGuard().once(empty, PATIENCE, () -> kept("second"));
        assertThat(nothing.body()).isEmpty();
        assertThat(nothing.status()).isEqualTo(Integer.MAX_VALUE);
    }

    @Test
    void makesAnotherAnswerUnderAnotherId() {
        guard().once(id, PATIENCE, () -> kept("first"));

        assertThat(text(guard().once(newId(), PATIENCE, () -> kept("second")))).isEqualTo("second");
    }

    @Test
    void letsOneOfManyMakeTheAnswer() throws Exception {
        for (int round = 0; round < ROUNDS; round++) {
            var raced = newId();
            var runs = new AtomicInteger();
            var start = new CountDownLatch(1);
            var answers = new ArrayList<Future<String>>();
            try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
                for (int i = 0; i < CALLERS; i++) {
                    var asked = i % 2 == 0 ? guard() : otherGuard();
                    answers.add(threads.submit(() -> {
                        start.await();
                        return text(asked.once(raced, PATIENCE, () -> kept("run " + runs.incrementAndGet())));
                    }));
                }
                start.countDown();
                for (var answer : answers) {
                    assertThat(answer.get()).isEqualTo("run 1");
                }
            }
            assertThat(runs).hasValue(1);
        }
    }

    @Test
    void givesAnAnswerThatIsNotKeptOnlyToThoseWhoWait() throws Exception {
        var making = new CountDownLatch(1);
        var asked = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var maker = threads.submit(() -> guard().once(id, PATIENCE, () -> {
                making.countDown();
                await(asked);
                return new GuardedAnswer(200, "try again".getBytes(UTF_8), false);
            }));
            making.await();
            var waiting = threads.submit(() -> otherGuard().once(id, PATIENCE, () -> kept("mine")));
            // One look at a claimed id, so that the other has surely begun to wait.
            assertThatThrownBy(() -> guard().once(id, Duration.ofMillis(300), () -> kept("no")))
                    .isInstanceOf(AnswerPendingException.class);
            asked.countDown();

            assertThat(text(maker.get())).isEqualTo("try again");
            assertThat(text(waiting.get())).isEqualTo("try again");
        }
        assertThat(text(otherGuard().once(id, PATIENCE, () -> kept("anew")))).isEqualTo("anew");
        assertThat(text(guard().once(id, PATIENCE, () -> kept("no")))).isEqualTo("anew");
    }

    @Test
    void givesTheClaimBackWhenTheMakerFails() {
        assertThatThrownBy(() -> guard().once(id, PATIENCE, () -> {
                    throw new IllegalStateException("broken");
                }))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("broken");

        assertThat(text(otherGuard().once(id, Duration.ZERO, () -> kept("second"))))
                .isEqualTo("second");
    }

    @Test
    void tellsWhoeverHasNoPatienceThatTheAnswerIsPending() throws Exception {
        var making = new CountDownLatch(1);
        var mayFinish = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var maker = threads.submit(() -> guard().once(id, PATIENCE, () -> {
                making.countDown();
                await(mayFinish);
                return kept("first");
            }));
            making.await();

            assertThatThrownBy(() -> otherGuard().once(id, Duration.ZERO, () -> kept("no")))
                    .isInstanceOf(AnswerPendingException.class);
            assertThat(text(otherGuard().once(newId(), Duration.ZERO, () -> kept("others do not wait"))))
                    .isEqualTo("others do not wait");

            mayFinish.countDown();
            assertThat(text(maker.get())).isEqualTo("first");
        }
    }

    protected static GuardedAnswer kept(String text) {
        return new GuardedAnswer(200, text.getBytes(UTF_8), true);
    }

    protected static String text(GuardedAnswer answer) {
        return new String(answer.body(), UTF_8);
    }

    protected static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
