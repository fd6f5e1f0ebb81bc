package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.FlowData;
import java.net.http.HttpClient;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;

/**
 * Against a real HTTPS server, which clients reach under the documented name. Files are sealed by other code than ours.
 */
@Timeout(60)
abstract class AgainstAMediaStore {

    static final byte[] PDF = "%PDF-1.7\nA referral.\n".getBytes(StandardCharsets.US_ASCII);
    static final String ID = "790aba14-5f4a-4dbd-b9e7-e4f34d4d8d9e";

    MediaStore store;
    HttpClient client;

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

    PickedMedia open(Map<String, Object> reference) {
        return open(List.of(reference));
    }

    PickedMedia open(List<?> references) {
        return MediaDecryptor.over(client)
                .timeLimit(Duration.ofSeconds(20))
                .build()
                .open(FlowData.from(Map.of("files", references)), "files");
    }

    static FlowData data(Map<String, Object> reference) {
        return FlowData.from(Map.of("files", List.of(reference)));
    }

    static void assertProblem(MediaProblem expected, PickedMedia picked) {
        assertThat(picked.files()).isEmpty();
        assertThat(picked.refusals()).containsExactly(new MediaRefusal(Optional.of(ID), expected));
    }
}
