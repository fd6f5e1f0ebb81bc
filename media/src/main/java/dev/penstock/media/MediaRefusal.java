package dev.penstock.media;

import java.util.Objects;
import java.util.Optional;

/**
 * A chosen file that was not accepted, or all of them together.
 *
 * @param mediaId the file's ID; empty where the refusal is about the whole picker, or a file without a usable ID
 * @param problem why
 */
public record MediaRefusal(Optional<String> mediaId, MediaProblem problem) {

    /** Refuses null. */
    public MediaRefusal {
        Objects.requireNonNull(mediaId, "mediaId");
        Objects.requireNonNull(problem, "problem");
    }

    static MediaRefusal of(String mediaId, MediaProblem problem) {
        return new MediaRefusal(Optional.of(mediaId), problem);
    }

    static MediaRefusal ofPicker(MediaProblem problem) {
        return new MediaRefusal(Optional.empty(), problem);
    }
}
