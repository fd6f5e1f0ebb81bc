package dev.penstock.examples.booking.command;

import dev.penstock.examples.booking.appointments.Attachment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** Writes the files of a booking into a directory. Nothing that is there is overwritten. */
final class SavedFiles {

    private SavedFiles() {}

    /** Each file is called by booking and position first, so that names that people gave cannot collide. */
    static List<Path> save(Path directory, String bookingId, List<Attachment> attachments) {
        var saved = new ArrayList<Path>();
        try {
            Files.createDirectories(directory);
            for (int i = 0; i < attachments.size(); i++) {
                var attachment = attachments.get(i);
                var name = "%s-%d-%s".formatted(bookingId, i + 1, attachment.name());
                saved.add(Files.write(
                        directory.resolve(name),
                        attachment.content(),
                        StandardOpenOption.CREATE_NEW,
                        StandardOpenOption.WRITE));
            }
            return List.copyOf(saved);
        } catch (IOException failed) {
            throw new IllegalStateException(
                    "The files could not be written to %s: may you write there, and is none of them there already?"
                            .formatted(directory),
                    failed);
        }
    }
}
