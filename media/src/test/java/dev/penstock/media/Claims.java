package dev.penstock.media;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import java.net.http.HttpClient;
import java.util.Map;

/** The program of the page about media, so that it is compiled. */
final class Claims {

    interface ClaimDesk {
        void keep(String name, byte[] photo);
    }

    // snippet begins
    static MediaDecryptor media(HttpClient client) {
        return MediaDecryptor.over(client)
                .maxFiles(3)
                .maxFileBytes(5 * 1024 * 1024)
                .allowedTypes(FileType.pictures())
                .build();
    }

    static Flow claims(MediaDecryptor media, ClaimDesk desk) {
        return Flow.named("claims")
                .onInit(request -> NextScreen.of("DAMAGE").with("file_errors", Map.of()))
                .onScreen("DAMAGE", request -> {
                    var picked = media.open(request.data(), "photos");
                    if (!picked.isFine()) {
                        return picked.errorsOn(NextScreen.of("DAMAGE"), "file_errors", MediaProblem::text);
                    }
                    picked.files().forEach(photo -> desk.keep(photo.name(), photo.bytes()));
                    return request.complete(Map.of("photos", picked.files().size()));
                })
                .oncePerSubmission("DAMAGE")
                .build();
    }
    // snippet ends

    private Claims() {}
}
