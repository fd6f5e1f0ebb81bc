package dev.penstock.replay;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.penstock.test.ManualClock;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Random;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class InMemoryReplayGuardTest {

    private static final Duration NO_PATIENCE = Duration.ZERO;
    private static final int KIB = 1024;

    private final ManualClock clock = ManualClock.create();
    private final AtomicInteger made = new AtomicInteger();
    private final ReplayGuard guard = InMemoryReplayGuard.builder()
            .keep(Duration.ofMinutes(10))
            .maxBytes(1024L * KIB)
            .clock(clock)
            .build();

    private static ReplayId id(String name) {
        return ReplayId.of("test", name.getBytes(StandardCharsets.UTF_8));
    }

    private Supplier<GuardedAnswer> answer(int bytes, boolean kept) {
        return () -> new GuardedAnswer(made.incrementAndGet(), new byte[bytes], kept);
    }

    @Test
    void answerIsMadeOnce() {
        var first = guard.once(id("a"), NO_PATIENCE, answer(10, true));

        assertThat(guard.once(id("a"), NO_PATIENCE, answer(10, true)))
                .usingRecursiveComparison()
                .isEqualTo(first);
        assertThat(guard.once(id("b"), NO_PATIENCE, answer(10, true)).status()).isEqualTo(2);
    }

    @Test
    void answerThatIsNotKeptIsMadeAgain() {
        guard.once(id("a"), NO_PATIENCE, answer(10, false));

        assertThat(guard.once(id("a"), NO_PATIENCE, answer(10, false)).status()).isEqualTo(2);
    }

    @Test
    void answerIsForgottenWhenItsTimeIsOver() {
        guard.once(id("a"), NO_PATIENCE, answer(10, true));

        clock.advance(Duration.ofMinutes(10).minusNanos(1));
        assertThat(guard.once(id("a"), NO_PATIENCE, answer(10, true)).status()).isEqualTo(1);
        clock.advance(Duration.ofNanos(1));
        assertThat(guard.once(id("a"), NO_PATIENCE, answer(10, true)).status()).isEqualTo(2);
    }

    @Test
    void bytesOfTheOldestAnswersGoWhenTheyRunOutAndTheyAreStillRecognised() {
        for (int i = 0; i < 5; i++) {
            guard.once(id("answer " + i), NO_PATIENCE, answer(250 * KIB, true));
        }

        assertThat(guard.once(id("answer 4"), NO_PATIENCE, answer(1, true)).status())
                .isEqualTo(5);
        assertThat(guard.once(id("answer 2"), NO_PATIENCE, answer(1, true)).status())
                .isEqualTo(3);
        assertThatThrownBy(() -> guard.once(id("answer 0"), NO_PATIENCE, answer(1, true)))
                .isInstanceOf(AnswerNotKeptException.class);
        assertThat(made).hasValue(5);
    }

    @Test
    void noneIsEverMadeTwiceHoweverManyThereAre() {
        int entries = 60_000;
        for (int i = 0; i < entries; i++) {
            guard.once(id("answer " + i), NO_PATIENCE, answer(100, true));
        }

        assertThat(IntStream.range(0, entries).filter(i -> isRecognised("answer " + i)))
                .hasSize(entries);
        assertThat(made).hasValue(entries);
        clock.advance(Duration.ofMinutes(10));
        assertThat(IntStream.range(0, entries).filter(i -> isRecognised("answer " + i)))
                .isEmpty();
    }

    @Test
    void nothingNewIsTakenOnWhenNotEvenMarkersFit() {
        int taken = 0;
        while (isTakenOn("answer " + taken)) {
            taken++;
        }

        assertThat(taken).as("how many 1 MiB remembers").isBetween(100_000, 250_000);
        assertThat(made).hasValue(taken);
        assertThat(isRecognised("answer 0")).isTrue();
        assertThat(guard.once(id("answer " + (taken - 1)), NO_PATIENCE, answer(1, true))
                        .status())
                .as("the newest are still given")
                .isEqualTo(taken);
        clock.advance(Duration.ofMinutes(10));
        assertThat(isTakenOn("one more")).isTrue();
    }

    @Test
    void newestAnswersAreKeptWithTheirOwnBytesWhateverTheSizes() {
        var sizes = new Random(1).ints(40_000, 0, 300).toArray();
        for (int i = 0; i < sizes.length; i++) {
            var body = bytes(i, sizes[i]);
            guard.once(id("answer " + i), NO_PATIENCE, () -> new GuardedAnswer(200, body, true));
        }

        int oldest = sizes.length;
        while (oldest > 0 && isKept("answer " + (oldest - 1))) {
            oldest--;
            assertThat(guard.once(id("answer " + oldest), NO_PATIENCE, answer(0, false))
                            .body())
                    .isEqualTo(bytes(oldest, sizes[oldest]));
        }

        assertThat(IntStream.range(0, oldest).filter(i -> isKept("answer " + i)))
                .as("older than one that is gone")
                .isEmpty();
        assertThat(IntStream.range(oldest, sizes.length).map(i -> sizes[i]).sum())
                .as("bytes of the bodies that are kept")
                .isBetween(300 * KIB, 1024 * KIB);
        assertThat(made).as("made anew").hasValue(0);
    }

    @Test
    void exactlyThoseAreForgottenWhoseTimeIsOver() {
        var random = new Random(2);
        var expiry = new LinkedHashMap<String, Instant>();
        for (int i = 0; i < 20_000; i++) {
            clock.advance(Duration.ofMillis(random.nextInt(1_000)));
            var name = "answer " + random.nextInt(i + 1);
            boolean shouldBeKept = expiry.containsKey(name) && expiry.get(name).isAfter(clock.instant());
            if (!shouldBeKept) {
                expiry.put(name, clock.instant().plus(Duration.ofMinutes(10)));
            }
            int before = made.get();
            guard.once(id(name), NO_PATIENCE, answer(random.nextInt(100), true));

            assertThat(made.get() == before).as("%s, step %d", name, i).isEqualTo(shouldBeKept);
        }
    }

    private boolean isKept(String name) {
        int before = made.get();
        try {
            guard.once(id(name), NO_PATIENCE, answer(0, false));
        } catch (AnswerNotKeptException marked) {
            return false;
        }
        return made.get() == before;
    }

    private boolean isRecognised(String name) {
        int before = made.get();
        try {
            guard.once(id(name), NO_PATIENCE, answer(0, false));
        } catch (AnswerNotKeptException marked) {
            return true;
        }
        return made.get() == before;
    }

    private boolean isTakenOn(String name) {
        try {
            guard.once(id(name), NO_PATIENCE, answer(0, true));
        } catch (ReplayGuardException full) {
            assertThat(full).hasMessageContaining("full").hasMessageContaining("maxBytes");
            return false;
        }
        return true;
    }

    private static byte[] bytes(int seed, int size) {
        var bytes = new byte[size];
        new Random(seed).nextBytes(bytes);
        return bytes;
    }

    @Test
    void answerLargerThanAllMemoryIsGivenOnceAndRecognised() {
        assertThat(guard.once(id("a"), NO_PATIENCE, answer(2048 * KIB, true)).body())
                .hasSize(2048 * KIB);

        assertThatThrownBy(() -> guard.once(id("a"), NO_PATIENCE, answer(1, true)))
                .isInstanceOf(AnswerNotKeptException.class);
        clock.advance(Duration.ofMinutes(10));
        assertThat(guard.once(id("a"), NO_PATIENCE, answer(1, true)).status()).isEqualTo(2);
    }

    @Test
    void nothingIsKeptOfMakerThatThrows() {
        assertThatThrownBy(() -> guard.once(id("a"), NO_PATIENCE, () -> {
                    throw new IllegalStateException("bug");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(guard.once(id("a"), NO_PATIENCE, answer(1, true)).status()).isEqualTo(1);
    }

    @Test
    void whoeverHasNoPatienceIsToldThatTheAnswerIsPending() throws Exception {
        var mayFinish = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var maker = threads.submit(() -> guard.once(id("a"), NO_PATIENCE, () -> {
                begun.countDown();
                awaitQuietly(mayFinish);
                return new GuardedAnswer(7, new byte[1], true);
            }));
            begun.await();

            assertThatThrownBy(() -> guard.once(id("a"), NO_PATIENCE, answer(1, true)))
                    .isInstanceOf(AnswerPendingException.class);
            assertThat(guard.once(id("b"), NO_PATIENCE, answer(1, true)).status())
                    .as("others do not wait")
                    .isEqualTo(1);

            mayFinish.countDown();
            assertThat(maker.get().status()).isEqualTo(7);
        }
    }

    @Test
    void whoeverWaitsGetsTheAnswerEvenIfItIsNotKept() throws Exception {
        var mayFinish = new CountDownLatch(1);
        var begun = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            threads.submit(() -> guard.once(id("a"), NO_PATIENCE, () -> {
                begun.countDown();
                awaitQuietly(mayFinish);
                return new GuardedAnswer(7, new byte[1], false);
            }));
            begun.await();
            var waiting = new Thread[1];
            var waiter = threads.submit(() -> {
                waiting[0] = Thread.currentThread();
                return guard.once(id("a"), Duration.ofSeconds(30), answer(1, true));
            });
            await().until(() -> waiting[0] != null && waiting[0].getState() == Thread.State.TIMED_WAITING);

            mayFinish.countDown();

            assertThat(waiter.get().status()).isEqualTo(7);
            assertThat(made).hasValue(0);
        }
    }

    @Test
    void manyCallersWithFewIdsMakeEachAnswerOnce() throws Exception {
        int ids = 50;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var all = IntStream.range(0, 5_000)
                    .<Future<GuardedAnswer>>mapToObj(i -> threads.submit(
                            () -> guard.once(id("answer " + i % ids), Duration.ofSeconds(30), answer(10, true))))
                    .toList();
            for (var one : all) {
                one.get();
            }
        }

        assertThat(made).hasValue(ids);
    }

    @Test
    void boundsThatMakeNoSenseAreRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryReplayGuard.builder().keep(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> InMemoryReplayGuard.builder().maxBytes(1))
                .withMessageContaining("1 MiB");
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
