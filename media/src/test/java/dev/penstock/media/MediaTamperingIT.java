package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that are not what their reference says. */
class MediaTamperingIT extends AgainstAMediaStore {

    @Test
    void refusesWhatIsCutOff() {
        var sample = SealedSample.of(PDF);
        var cut = store.put(exchange -> MediaStore.writeLess(exchange, sample.whole(), 3));
        var shorter = store.put(Arrays.copyOf(sample.whole(), sample.whole().length - 3));
        var nothing = store.put(new byte[] {1});

        assertProblem(MediaProblem.UNAVAILABLE, open(sample.reference(ID, cut, "a.pdf")));
        assertProblem(MediaProblem.WRONG_ENCRYPTED_HASH, open(sample.reference(ID, shorter, "a.pdf")));
        assertProblem(MediaProblem.WRONG_ENCRYPTED_HASH, open(sample.reference(ID, nothing, "a.pdf")));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 10, 25, 26, 27})
    void refusesLengthsThatNoCiphertextHasThoughTheHashIsRight(int length) {
        var sample = SealedSample.of(PDF);
        var file = SealedSample.random(length);
        sample.encryptedHash = SealedSample.sha256(file);

        var expected = length == 26 ? MediaProblem.WRONG_MAC : MediaProblem.WRONG_ENCRYPTED_HASH;
        assertProblem(expected, open(sample.reference(ID, store.put(file), "a.pdf")));
    }

    @Test
    void refusesEveryFlippedBitOfTheFile() {
        var sample = SealedSample.of(PDF);
        var references = new ArrayList<Object>();
        var whole = sample.whole();
        for (int at = 0; at < whole.length; at += 2) {
            var flipped = whole.clone();
            flipped[at] ^= (byte) (1 << (at % 8));
            references.add(sample.reference("id-" + at, store.put(flipped), "a.pdf"));
        }

        var picked = open(references.subList(0, Math.min(30, references.size())));

        assertThat(picked.files()).isEmpty();
        assertThat(picked.refusals()).extracting(MediaRefusal::problem).containsOnly(MediaProblem.WRONG_ENCRYPTED_HASH);
    }

    /** The hash of the file is public to whoever wrote the reference, so it protects nothing alone. */
    @ParameterizedTest
    @MethodSource("changesWithTheRightHash")
    void checksInTheOrderOfTheSheet(MediaProblem expected, Consumer<SealedSample> change) {
        var sample = SealedSample.of(PDF);
        change.accept(sample);

        assertProblem(expected, open(sample.reference(ID, store.put(sample.whole()), "a.pdf")));
    }

    static List<Object[]> changesWithTheRightHash() {
        return List.of(
                change(MediaProblem.WRONG_MAC, sample -> {
                    sample.ciphertext[0] ^= 1;
                    sample.hash();
                }),
                change(MediaProblem.WRONG_MAC, sample -> {
                    sample.mac[9] ^= 1;
                    sample.hash();
                }),
                change(MediaProblem.WRONG_MAC, sample -> sample.iv[0] ^= 1),
                change(MediaProblem.WRONG_MAC, sample -> sample.hmacKey[31] ^= 1),
                change(MediaProblem.UNDECRYPTABLE, sample -> {
                    sample.ciphertext = SealedSample.random(32);
                    sample.ciphertext[31] = 0;
                    sample.authenticate();
                    sample.key[0] ^= 1;
                    spoilPadding(sample);
                }),
                change(MediaProblem.WRONG_PLAINTEXT_HASH, sample -> sample.plaintextHash[0] ^= 1),
                change(MediaProblem.WRONG_PLAINTEXT_HASH, sample -> {
                    sample.ciphertext[0] ^= 1; // the first block becomes noise, the padding stays
                    sample.authenticate();
                }));
    }

    private static Object[] change(MediaProblem expected, Consumer<SealedSample> change) {
        return new Object[] {expected, change};
    }

    /** Random blocks have a valid padding once in 255 times: tries until there is none. */
    private static void spoilPadding(SealedSample sample) {
        while (hasPadding(sample)) {
            sample.ciphertext = SealedSample.random(32);
            sample.authenticate();
        }
    }

    private static boolean hasPadding(SealedSample sample) {
        try {
            var cipher = javax.crypto.Cipher.getInstance("AES/CBC/PKCS5Padding");
            cipher.init(
                    javax.crypto.Cipher.DECRYPT_MODE,
                    new javax.crypto.spec.SecretKeySpec(sample.key, "AES"),
                    new javax.crypto.spec.IvParameterSpec(sample.iv));
            cipher.doFinal(sample.ciphertext);
            return true;
        } catch (java.security.GeneralSecurityException wrong) {
            return false;
        }
    }

    @Test
    void refusesADisguisedType() {
        var program = SealedSample.of("MZ\u0090\u0000".getBytes(StandardCharsets.ISO_8859_1));
        var page = SealedSample.of("<script>alert(1)</script>".getBytes(StandardCharsets.US_ASCII));

        assertProblem(
                MediaProblem.TYPE_NOT_ALLOWED, open(program.reference(ID, store.put(program.whole()), "photo.jpg")));
        assertProblem(MediaProblem.TYPE_NOT_ALLOWED, open(page.reference(ID, store.put(page.whole()), "note.txt")));
    }

    @Test
    void refusesTypesThatAreNotAllowed() {
        var sample = SealedSample.of(PDF);
        var data = data(sample.reference(ID, store.put(sample.whole()), "photo.jpg"));

        assertProblem(
                MediaProblem.TYPE_NOT_ALLOWED,
                MediaDecryptor.over(client)
                        .allowedTypes(FileType.pictures())
                        .build()
                        .open(data, "files"));
    }

    @Test
    void refusesAnEmptyFile() {
        var sample = SealedSample.of(new byte[0]);

        assertProblem(MediaProblem.EMPTY, open(sample.reference(ID, store.put(sample.whole()), "a.pdf")));
    }
}
