package dev.penstock.examples.booking.screens;

import dev.penstock.DataExchange;
import dev.penstock.NextScreen;
import dev.penstock.examples.booking.appointments.Attachment;
import dev.penstock.media.MediaDecryptor;
import dev.penstock.media.MediaProblem;
import dev.penstock.media.PickedMedia;
import java.util.List;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The picker on the summary: {@code files} in the payload, {@code file_errors} in the data of the screen. */
record FilePicker(Supplier<MediaDecryptor> media, Texts texts) {

    static final PickedMedia NO_FILES = new PickedMedia(List.of(), List.of());

    private static final Logger LOG = LoggerFactory.getLogger(FilePicker.class);

    /** Fetches what was chosen. The log says why files were refused, so that one sees when WhatsApp moves its files. */
    PickedMedia open(DataExchange request) {
        var picked = media.get().open(request.data(), "files");
        picked.refusals()
                .forEach(refusal -> LOG.info("A file with an appointment was refused: {}.", refusal.problem()));
        return picked;
    }

    NextScreen errorsOn(NextScreen screen, PickedMedia picked) {
        return picked.errorsOn(screen, "file_errors", problem -> texts.text(textOf(problem)));
    }

    private static String textOf(MediaProblem problem) {
        return switch (problem) {
            case TOO_MANY_FILES -> "too-many-files";
            case TOO_LARGE, TOO_LARGE_TOGETHER -> "file-too-large";
            case TYPE_NOT_ALLOWED, EMPTY -> "file-not-usable";
            case UNAVAILABLE, TIMED_OUT -> "file-not-fetched";
            default -> "file-damaged";
        };
    }

    static List<Attachment> attachments(PickedMedia picked) {
        return picked.files().stream()
                .map(file -> new Attachment(file.name(), file.type().mimeType(), file.bytes()))
                .toList();
    }
}
