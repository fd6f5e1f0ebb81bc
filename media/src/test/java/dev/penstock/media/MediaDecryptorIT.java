package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.FlowData;
import dev.penstock.NextScreen;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is opened, and what comes of it. */
class MediaDecryptorIT extends AgainstAMediaStore {

    @Test
    void opensWhatAPhoneSealed() {
        var sample = SealedSample.of(PDF);

        var picked = open(sample.reference(ID, store.put(sample.whole()), "Referral.pdf"));

        assertThat(picked.isFine()).isTrue();
        assertThat(picked.files()).singleElement().satisfies(file -> {
            assertThat(file.bytes()).isEqualTo(PDF);
            assertThat(file.size()).isEqualTo(PDF.length);
            assertThat(file.mediaId()).isEqualTo(ID);
            assertThat(file.name()).isEqualTo("Referral.pdf");
            assertThat(file.type()).isEqualTo(FileType.PDF);
        });
        assertThat(store.asked()).containsExactly("mmg.whatsapp.net:443");
    }

    @ParameterizedTest
    @ValueSource(ints = {5, 15, 16, 17, 31, 32, 100_000})
    void opensFilesOfEveryLengthModuloTheBlock(int length) {
        var clear = Arrays.copyOf(PDF, length);
        var sample = SealedSample.of(clear);

        assertThat(open(sample.reference(ID, store.put(sample.whole()), "a.pdf"))
                        .files()
                        .getFirst()
                        .bytes())
                .isEqualTo(clear);
    }

    @Test
    void opensSeveralFilesAtTheSameTimeInTheirOrder() {
        var references = IntStream.range(0, 10)
                .<Object>mapToObj(i -> {
                    var sample = SealedSample.of(Arrays.copyOf(PDF, PDF.length + i));
                    return sample.reference("id-" + i, store.put(sample.whole()), i + ".pdf");
                })
                .toList();

        var picked = open(references);

        assertThat(picked.refusals()).isEmpty();
        assertThat(picked.files()).extracting(MediaFile::size).isSorted().hasSize(10);
    }

    @Test
    void isUsedByManyThreadsAtOnce() throws Exception {
        var decryptor =
                MediaDecryptor.over(client).timeLimit(Duration.ofSeconds(30)).build();
        var tasks = new ArrayList<FutureTask<PickedMedia>>();
        for (int i = 0; i < 24; i++) {
            var sample = SealedSample.of(Arrays.copyOf(PDF, PDF.length + i));
            var data = data(sample.reference("id-" + i, store.put(sample.whole()), "a.pdf"));
            var task = new FutureTask<>(() -> decryptor.open(data, "files"));
            tasks.add(task);
            Thread.ofVirtual().start(task);
        }

        for (int i = 0; i < tasks.size(); i++) {
            assertThat(tasks.get(i).get().files().getFirst().bytes()).isEqualTo(Arrays.copyOf(PDF, PDF.length + i));
        }
    }

    @Test
    void nothingChosenIsNothingWrong() {
        for (var data : List.of(
                FlowData.empty(), FlowData.from(Map.of("files", List.of())), FlowData.from(Map.of("files", "")))) {
            var picked = MediaDecryptor.over(client).build().open(data, "files");

            assertThat(picked.isFine()).isTrue();
            assertThat(picked.files()).isEmpty();
        }
    }

    @Test
    void makesNamesHarmless() {
        var sample = SealedSample.of(PDF);

        var picked = open(sample.reference(ID, store.put(sample.whole()), "../../etc/\u202efdp.exe"));

        assertThat(picked.files().getFirst().name()).isEqualTo("fdp.exe.pdf");
    }

    @Test
    void putsErrorsOntoTheScreen() {
        var sample = SealedSample.of(PDF);
        var picked = open(List.of(sample.reference(ID, store.put(404), "a.pdf"), "text"));

        var screen = picked.errorsOn(NextScreen.of("SUMMARY"), "file_errors", MediaProblem::text);

        assertThat(screen.data().asMap())
                .containsEntry("file_errors", Map.of(ID, MediaProblem.GONE.text()))
                .containsEntry("error_message", MediaProblem.MALFORMED.text());
        assertThat(open(List.of())
                        .errorsOn(NextScreen.of("SUMMARY"), "file_errors", MediaProblem::text)
                        .data()
                        .asMap())
                .isEqualTo(Map.of("file_errors", Map.of()));
    }

    @Test
    void nothingOfAReferenceIsInAnyText() {
        var sample = SealedSample.of(PDF);
        var reference = sample.reference(ID, store.put(sample.whole()), "tweety.pdf");
        var bad = sample.reference("other", store.put(302, "Location", "https://tweety.test/"), "tweety.pdf");

        var picked = open(List.of(reference, bad));
        var texts = String.join(
                " ",
                picked.toString(),
                MediaReference.parse(reference).orElseThrow().toString(),
                Result.of(sample.whole()).toString(),
                MediaDecryptor.over(client).build().toString());

        assertThat(picked.files()).hasSize(1);
        assertThat(texts)
                .doesNotContain("tweety", "whatsapp", "secret-in-query")
                .doesNotContain(
                        sample.metadata().values().stream().map(String::valueOf).toArray(String[]::new));
    }

    @Test
    void refusesSettingsThatCannotBeMeant() {
        for (var host : List.of(
                "127.0.0.1", "*", "*.", "localhost", "MMG.whatsapp.net", "https://mmg.whatsapp.net", "a.b/", "")) {
            assertThatIllegalArgumentException()
                    .as(host)
                    .isThrownBy(() -> MediaDecryptor.over(client).allowedHosts(List.of(host)));
        }
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaDecryptor.over(client).allowedHosts(List.of()));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaDecryptor.over(client).maxFiles(31));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaDecryptor.over(client).maxFileBytes(0));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaDecryptor.over(client).timeLimit(Duration.ZERO));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> MediaDecryptor.over(client).allowedTypes(Set.of()));
    }
}
