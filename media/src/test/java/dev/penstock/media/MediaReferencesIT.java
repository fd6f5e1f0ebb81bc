package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.FlowData;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** References that say too little, too much or nonsense. */
class MediaReferencesIT extends AgainstAMediaStore {

    @ParameterizedTest
    @CsvSource({
        "iv, 15", "iv, 17", "iv, 0", "encryption_key, 16", "encryption_key, 31", "encryption_key, 33",
        "hmac_key, 31", "hmac_key, 33", "hmac_key, 0", "encrypted_hash, 31", "plaintext_hash, 33", "plaintext_hash, 20"
    })
    void refusesOtherSizesThanTheDocumentedOnes(String field, int size) {
        var sample = SealedSample.of(PDF);
        var reference = sample.reference(ID, store.put(sample.whole()), "a.pdf");
        metadata(reference).put(field, Base64.getEncoder().encodeToString(SealedSample.random(size)));

        assertProblem(MediaProblem.MALFORMED, open(reference));
        assertThat(store.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"encrypted_hash", "iv", "encryption_key", "hmac_key", "plaintext_hash"})
    void refusesMissingAndMisshapenMetadata(String field) {
        var sample = SealedSample.of(PDF);
        for (var value : List.of("", "not base64!", "AAAA\n", 7, Map.of(), List.of("x"))) {
            var reference = sample.reference(ID, store.put(sample.whole()), "a.pdf");
            metadata(reference).put(field, value);
            assertProblem(MediaProblem.MALFORMED, open(reference));
            metadata(reference).remove(field);
            assertProblem(MediaProblem.MALFORMED, open(reference));
        }
        assertThat(store.asked()).isEmpty();
    }

    @SuppressWarnings("unchecked") // made so above
    private static Map<String, Object> metadata(Map<String, Object> reference) {
        return (Map<String, Object>) reference.get("encryption_metadata");
    }

    @Test
    void refusesDataThatIsNoListOfFiles() {
        for (var value : List.of("text", 7, true, Map.of("media_id", ID))) {
            var picked = MediaDecryptor.over(client).build().open(FlowData.from(Map.of("files", value)), "files");

            assertThat(picked.errorOfPicker(MediaProblem::name)).contains("MALFORMED");
        }
        var picked = open(List.of("text", 7, List.of(), Map.of(), Map.of("media_id", 7), Map.of("media_id", "a b")));
        assertThat(picked.refusals())
                .hasSize(6)
                .allSatisfy(refusal ->
                        assertThat(refusal).isEqualTo(new MediaRefusal(Optional.empty(), MediaProblem.MALFORMED)));
        assertThat(open(List.of(Map.of("media_id", ID))).errorsByFile(MediaProblem::name))
                .isEqualTo(Map.of(ID, "MALFORMED"));
    }

    @Test
    void refusesMoreFilesThanAllowedWithoutAskingForAny() {
        var sample = SealedSample.of(PDF);
        var url = store.put(sample.whole());

        var picked = MediaDecryptor.over(client)
                .maxFiles(2)
                .build()
                .open(
                        FlowData.from(Map.of(
                                "files",
                                List.of(
                                        sample.reference("a", url, "a"),
                                        sample.reference("b", url, "b"),
                                        sample.reference("c", url, "c")))),
                        "files");

        assertThat(picked.errorOfPicker(MediaProblem::name)).contains("TOO_MANY_FILES");
        assertThat(store.asked()).isEmpty();
    }

    @Test
    void refusesTheSecondOfTwoFilesWithOneId() {
        var sample = SealedSample.of(PDF);
        var url = store.put(sample.whole());

        var picked = open(List.of(sample.reference(ID, url, "a"), sample.reference(ID, url, "b")));

        assertThat(picked.files()).hasSize(1);
        assertThat(picked.errorsByFile(MediaProblem::name)).isEqualTo(Map.of(ID, "MALFORMED"));
    }
}
