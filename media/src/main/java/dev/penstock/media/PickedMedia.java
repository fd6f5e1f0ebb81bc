package dev.penstock.media;

import dev.penstock.NextScreen;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/**
 * What came of the files in a picker: those that were opened, and why others were not.
 *
 * <p>Immutable and thread-safe.
 *
 * @param files the files that are fine, in the order in which they were chosen
 * @param refusals the others; empty if all is well
 */
public record PickedMedia(List<MediaFile> files, List<MediaRefusal> refusals) {

    /** Copies both lists. */
    public PickedMedia {
        Objects.requireNonNull(files, "files");
        Objects.requireNonNull(refusals, "refusals");
        files = List.copyOf(files);
        refusals = List.copyOf(refusals);
    }

    static PickedMedia refused(MediaProblem problem) {
        return new PickedMedia(List.of(), List.of(MediaRefusal.ofPicker(problem)));
    }

    /** {@return whether every chosen file was opened; also if none was chosen} */
    public boolean isFine() {
        return refusals.isEmpty();
    }

    /**
     * Returns a text for each file that was refused, to be bound to the {@code error-message} of the picker.
     *
     * <p>Source: Meta, "Media upload components": {@code error-message} may be an object whose keys are media IDs.
     *
     * @param text what people read, for example {@link MediaProblem#text()}
     * @return the text by media ID; without refusals that are about the whole picker
     */
    public Map<String, String> errorsByFile(Function<MediaProblem, String> text) {
        Objects.requireNonNull(text, "text");
        var errors = new LinkedHashMap<String, String>();
        for (var refusal : refusals) {
            refusal.mediaId().ifPresent(id -> errors.put(id, text.apply(refusal.problem())));
        }
        return errors;
    }

    /**
     * Returns a text about the whole picker, such as that there are too many files.
     *
     * @param text what people read
     * @return the text; empty if nothing is wrong but single files
     */
    public Optional<String> errorOfPicker(Function<MediaProblem, String> text) {
        Objects.requireNonNull(text, "text");
        return refusals.stream()
                .filter(refusal -> refusal.mediaId().isEmpty())
                .findFirst()
                .map(refusal -> text.apply(refusal.problem()));
    }

    /**
     * Puts the errors onto a screen: those of single files into a field that the picker's {@code error-message} is
     * bound to, one about the whole picker into the short message of the screen. The field is declared as an {@code
     * object} in the Flow JSON, so it is there, and empty, when nothing is wrong.
     *
     * @param screen the screen with the picker
     * @param field the name of the field, for example {@code file_errors}
     * @param text what people read, for example {@link MediaProblem#text()}
     * @return a copy of the screen with the errors
     */
    public NextScreen errorsOn(NextScreen screen, String field, Function<MediaProblem, String> text) {
        Objects.requireNonNull(screen, "screen");
        Objects.requireNonNull(field, "field");
        Objects.requireNonNull(text, "text");
        var withFiles = screen.with(field, errorsByFile(text));
        return errorOfPicker(text).map(withFiles::withErrorMessage).orElse(withFiles);
    }
}
