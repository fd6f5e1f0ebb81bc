package dev.penstock.examples.booking.screens;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.NextScreen;
import dev.penstock.examples.booking.Language;
import dev.penstock.media.MediaDecryptor;
import dev.penstock.media.MediaProblem;
import dev.penstock.media.MediaRefusal;
import dev.penstock.media.PickedMedia;
import java.net.http.HttpClient;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FilePickerTest {

    @ParameterizedTest
    @EnumSource(Language.class)
    void everyProblemIsSaidInEveryLanguage(Language language) {
        var refusals = Arrays.stream(MediaProblem.values())
                .map(problem -> new MediaRefusal(Optional.of(problem.name()), problem))
                .toList();
        try (var client = HttpClient.newHttpClient()) {
            var picker = new FilePicker(() -> MediaDecryptor.over(client).build(), Texts.in(language));

            var errors = picker.errorsOn(NextScreen.of("SUMMARY"), new PickedMedia(List.of(), refusals))
                    .data()
                    .asMap()
                    .get("file_errors");

            assertThat((Map<?, ?>) errors).hasSize(MediaProblem.values().length);
        }
    }
}
