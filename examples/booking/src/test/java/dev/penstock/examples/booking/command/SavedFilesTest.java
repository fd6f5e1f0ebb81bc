package dev.penstock.examples.booking.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import dev.penstock.examples.booking.appointments.Attachment;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFilesTest {

    private static final List<Attachment> SAME_NAMES = List.of(
            new Attachment("scan.pdf", "application/pdf", new byte[] {1}),
            new Attachment("scan.pdf", "application/pdf", new byte[] {2}));

    @TempDir
    Path directory;

    @Test
    void filesOfTheSameNameDoNotCollide() {
        var saved = SavedFiles.save(directory.resolve("new"), "A-1", SAME_NAMES);

        assertThat(saved)
                .extracting(path -> path.getFileName().toString())
                .containsExactly("A-1-1-scan.pdf", "A-1-2-scan.pdf");
        assertThat(saved.getLast()).hasBinaryContent(new byte[] {2});
    }

    @Test
    void nothingIsOverwritten() {
        SavedFiles.save(directory, "A-1", SAME_NAMES);

        assertThatIllegalStateException()
                .isThrownBy(() -> SavedFiles.save(directory, "A-1", SAME_NAMES))
                .withMessageContaining("none of them there already");
    }
}
