package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.FlowData;
import java.net.http.HttpClient;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is asked for a file, and who is not. */
class MediaSourcesIT extends AgainstAMediaStore {

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
}
