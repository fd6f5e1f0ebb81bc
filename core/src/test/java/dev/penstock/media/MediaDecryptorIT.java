package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.awaitility.Awaitility.await;

import dev.penstock.FlowData;
import dev.penstock.NextScreen;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against a real HTTPS server, which clients reach under the documented name. Files are sealed by other code than ours. */
@Timeout(60)
class MediaDecryptorIT {

    private static final byte[] PDF = "%PDF-1.7\nA referral.\n".getBytes(StandardCharsets.US_ASCII);
    private static final String ID = "790aba14-5f4a-4dbd-b9e7-e4f34d4d8d9e";

    private MediaStore store;
    private HttpClient client;

    @BeforeEach
    void open() throws Exception {
        store = MediaStore.open();
        client = store.client().build();
    }

    @AfterEach
    void close() throws Exception {
        client.shutdownNow();
        store.close();
    }

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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://mmg.whatsapp.net/v/x",
                "https://mmg.whatsapp.net.evil.test/v/x",
                "https://cdn.example.whatsapp.net.evil.test/v/x",
                "https://evilmmg.whatsapp.net/v/x",
                "https://a.mmg.whatsapp.net/v/x",
                "https://whatsapp.net/v/x",
                "https://mmg.whatsapp.net./v/x",
                "https://mmg.whatsapp.net:8443/v/x",
                "https://mmg.whatsapp.net@evil.test/v/x",
                "https://user:secret@mmg.whatsapp.net/v/x",
                "https://evil.test/?u=https://mmg.whatsapp.net/",
                "https://evil.test#mmg.whatsapp.net",
                "https://127.0.0.1/v/x",
                "https://[::1]/v/x",
                "https://169.254.169.254/latest/meta-data",
                "https://2130706433/v/x",
                "file:///etc/passwd",
                "jar:https://mmg.whatsapp.net/v/x!/y",
                "mmg.whatsapp.net/v/x",
                "//mmg.whatsapp.net/v/x",
                "https:mmg.whatsapp.net",
                "https:///v/x",
                ""
            })
    void asksNobodyElse(String url) {
        assertProblem(MediaProblem.FOREIGN_SOURCE, open(SealedSample.of(PDF).reference(ID, url, "a.pdf")));
        assertThat(store.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"https://mmg.whatsapp.net\\@evil.test/", "https://mmg.whatsapp.net/a b", "https://[", "\u0000"})
    void whatIsNoUrlIsMalformed(String url) {
        assertProblem(MediaProblem.MALFORMED, open(SealedSample.of(PDF).reference(ID, url, "a.pdf")));
        assertThat(store.asked()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "media.example.net, media.example.net, true",
        "*.example.net, media.example.net, true",
        "*.example.net, MEDIA.EXAMPLE.NET, true",
        "*.example.net, a.media.example.net, true",
        "*.example.net, example.net, false",
        "*.example.net, mediaexample.net, false",
        "*.example.net, media.example.net.evil.test, false",
        "media.example.net, mmg.whatsapp.net, false"
    })
    void comparesWholeLabels(String allowed, String host, boolean isAsked) {
        var sample = SealedSample.of(PDF);
        var url = store.put(sample.whole()).replace("mmg.whatsapp.net", host);

        MediaDecryptor.over(client)
                .allowedHosts(List.of(allowed))
                .build()
                .open(FlowData.from(Map.of("files", List.of(sample.reference(ID, url, "a.pdf")))), "files");

        assertThat(store.asked()).hasSize(isAsked ? 1 : 0);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void followsNoRedirect(int status) {
        var sample = SealedSample.of(PDF);
        var elsewhere = store.put(sample.whole());

        for (var target : List.of(elsewhere, "https://media.example.net/", "http://127.0.0.1:" + store.port() + "/")) {
            var url = store.put(status, "Location", target);
            assertProblem(MediaProblem.REDIRECTED, open(sample.reference(ID, url, "a.pdf")));
        }
        assertThat(store.requested()).hasSize(3);
        assertThat(Set.copyOf(store.asked())).containsExactly("mmg.whatsapp.net:443");
    }

    @Test
    void refusesAClientThatFollowsRedirects() throws Exception {
        try (var following =
                store.client().followRedirects(HttpClient.Redirect.NORMAL).build()) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> MediaDecryptor.over(following))
                    .withMessageContaining("Redirect.NEVER");
        }
    }

    @Test
    void refusesAStoreWhoseCertificateIsNotTrusted() throws Exception {
        var sample = SealedSample.of(PDF);
        var proxy = store.client().build().proxy().orElseThrow();
        try (var stranger = HttpClient.newBuilder().proxy(proxy).build()) {
            var picked = MediaDecryptor.over(stranger)
                    .build()
                    .open(data(sample.reference(ID, store.put(sample.whole()), "a.pdf")), "files");

            assertProblem(MediaProblem.UNAVAILABLE, picked);
        }
    }

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

    @Test
    void makesNamesHarmless() {
        var sample = SealedSample.of(PDF);

        var picked = open(sample.reference(ID, store.put(sample.whole()), "../../etc/\u202efdp.exe"));

        assertThat(picked.files().getFirst().name()).isEqualTo("fdp.exe.pdf");
    }

    @Test
    void loopbackIsAskedOnlyIfSaidSo() {
        var sample = SealedSample.of(PDF);
        var path = store.put(sample.whole()).replace("https://mmg.whatsapp.net", "");
        var data = data(sample.reference(ID, "https://localhost:" + store.port() + path, "a.pdf"));

        assertProblem(
                MediaProblem.FOREIGN_SOURCE, MediaDecryptor.over(client).build().open(data, "files"));
        assertThat(MediaDecryptor.over(client)
                        .allowLoopbackForDevelopment()
                        .build()
                        .open(data, "files")
                        .isFine())
                .isTrue();
        for (var other : List.of(
                "http://mmg.whatsapp.net/", "http://10.0.0.1/", "http://localhost.evil.test/", "ftp://localhost/")) {
            assertProblem(
                    MediaProblem.FOREIGN_SOURCE,
                    MediaDecryptor.over(client)
                            .allowLoopbackForDevelopment()
                            .build()
                            .open(data(sample.reference(ID, other, "a.pdf")), "files"));
        }
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

    private PickedMedia open(Map<String, Object> reference) {
        return open(List.of(reference));
    }

    private PickedMedia open(List<?> references) {
        return MediaDecryptor.over(client)
                .timeLimit(Duration.ofSeconds(20))
                .build()
                .open(FlowData.from(Map.of("files", references)), "files");
    }

    private static FlowData data(Map<String, Object> reference) {
        return FlowData.from(Map.of("files", List.of(reference)));
    }

    private static void assertProblem(MediaProblem expected, PickedMedia picked) {
        assertThat(picked.files()).isEmpty();
        assertThat(picked.refusals()).containsExactly(new MediaRefusal(Optional.of(ID), expected));
    }
}
