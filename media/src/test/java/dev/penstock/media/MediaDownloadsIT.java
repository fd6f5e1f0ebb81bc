package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.penstock.FlowData;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Stores that fail, that send too much, or take too long. */
class MediaDownloadsIT extends AgainstAMediaStore {

    @ParameterizedTest
    @CsvSource({"404, GONE", "410, GONE", "403, UNAVAILABLE", "500, UNAVAILABLE", "503, UNAVAILABLE", "204, UNAVAILABLE"
    })
    void tellsWhatTheStoreAnswered(int status, MediaProblem problem) {
        assertProblem(problem, open(SealedSample.of(PDF).reference(ID, store.put(status), "a.pdf")));
    }

    @Test
    void refusesAnErrorPageWithoutEndAtOnce() {
        var url = store.put(exchange -> {
            exchange.sendResponseHeaders(500, 0);
            while (true) {
                exchange.getResponseBody().write(new byte[8_192]);
            }
        });

        assertProblem(MediaProblem.UNAVAILABLE, open(SealedSample.of(PDF).reference(ID, url, "a.pdf")));
    }

    @Test
    void readsNothingOfWhatIsAnnouncedAsTooLarge() {
        var url = store.put(exchange -> exchange.sendResponseHeaders(200, 1L << 40));

        assertProblem(MediaProblem.TOO_LARGE, open(SealedSample.of(PDF).reference(ID, url, "a.pdf")));
    }

    @Test
    void breaksOffWhatIsTooLargeWithoutSayingSo() {
        assertProblem(MediaProblem.TOO_LARGE, open(SealedSample.of(PDF).reference(ID, store.putEndless(0), "a.pdf")));
        await().until(() -> store.brokenDownloads() == 1);
    }

    @Test
    void theLimitIsOfTheFileNotOfItsWrapping() {
        var clear = Arrays.copyOf(PDF, 4_096);
        var sample = SealedSample.of(clear);
        var data = data(sample.reference(ID, store.put(sample.whole()), "a.pdf"));

        assertThat(MediaDecryptor.over(client)
                        .maxFileBytes(4_096)
                        .build()
                        .open(data, "files")
                        .isFine())
                .isTrue();
        assertProblem(
                MediaProblem.TOO_LARGE,
                MediaDecryptor.over(client).maxFileBytes(4_095).build().open(data, "files"));
    }

    @Test
    void filesAreBoundedTogetherToo() {
        var references = new ArrayList<Object>();
        for (int i = 0; i < 4; i++) {
            var sample = SealedSample.of(Arrays.copyOf(PDF, 10_000));
            references.add(sample.reference("id-" + i, store.put(sample.whole()), "a.pdf"));
        }

        var picked = MediaDecryptor.over(client)
                .maxTotalBytes(25_000)
                .build()
                .open(FlowData.from(Map.of("files", references)), "files");

        assertThat(picked.files()).hasSizeBetween(0, 2);
        assertThat(picked.refusals())
                .extracting(MediaRefusal::problem)
                .containsOnly(MediaProblem.TOO_LARGE_TOGETHER)
                .hasSizeGreaterThanOrEqualTo(2);
    }

    @Test
    void givesUpOnAStoreThatDripsAndHangsUp() {
        assertTimesOut(store.putEndless(20));
        await().until(() -> store.brokenDownloads() == 2);
    }

    @Test
    void givesUpOnAStoreThatIsSilent() {
        assertTimesOut(store.putSilent());
    }

    private void assertTimesOut(String url) {
        var fine = SealedSample.of(PDF);
        long start = System.nanoTime();

        var picked = MediaDecryptor.over(client)
                .timeLimit(Duration.ofMillis(1_500))
                .build()
                .open(
                        FlowData.from(Map.of(
                                "files",
                                List.of(
                                        fine.reference("slow-1", url, "a.pdf"),
                                        fine.reference("fine", store.put(fine.whole()), "b.pdf"),
                                        fine.reference("slow-2", url, "c.pdf")))),
                        "files");

        assertThat(picked.errorsByFile(MediaProblem::name))
                .containsOnly(Map.entry("slow-1", "TIMED_OUT"), Map.entry("slow-2", "TIMED_OUT"));
        assertThat(picked.files()).extracting(MediaFile::mediaId).containsExactly("fine");
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
    }

    @Test
    void anInterruptBreaksTheDownloadsOff() throws Exception {
        var reference = SealedSample.of(PDF).reference(ID, store.putSilent(), "a.pdf");
        var stays = new boolean[1];
        var task = new FutureTask<>(() -> {
            var picked = MediaDecryptor.over(client)
                    .timeLimit(Duration.ofMinutes(5))
                    .build()
                    .open(data(reference), "files");
            stays[0] = Thread.currentThread().isInterrupted();
            return picked;
        });
        var thread = Thread.ofVirtual().start(task);
        await().until(() -> !store.requested().isEmpty());

        thread.interrupt();

        assertProblem(MediaProblem.TIMED_OUT, task.get(10, TimeUnit.SECONDS));
        assertThat(stays[0]).isTrue();
    }
}
