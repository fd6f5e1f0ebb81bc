package dev.penstock.simulator.phone.page;

import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import dev.penstock.simulator.phone.PhoneSession;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;

/**
 * Looks at a Flow JSON file twice a second and puts it on the phone when it has changed, until its thread is
 * interrupted.
 */
final class FlowFileWatch implements Runnable {

    private static final Duration PAUSE = Duration.ofMillis(500);
    private static final FileTime NEVER = FileTime.fromMillis(0);

    private final Path file;
    private final PhoneSession session;
    private final PageNotes notes;

    FlowFileWatch(Path file, PhoneSession session, PageNotes notes) {
        this.file = file;
        this.session = session;
        this.notes = notes;
    }

    @Override
    public void run() {
        FileTime seen = changedAt();
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PAUSE);
                FileTime now = changedAt();
                if (!now.equals(seen)) {
                    seen = now;
                    read();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void read() {
        try {
            FlowJson flow = FlowJson.load(file);
            notes.readable();
            if (!flow.source().equals(session.flow().source())) {
                session.reload(flow);
            }
        } catch (UnreadableFlowJsonException halfWritten) {
            notes.unreadable(String.valueOf(halfWritten.getMessage()));
            session.announceChange();
        }
    }

    private FileTime changedAt() {
        try {
            return Files.getLastModifiedTime(file);
        } catch (IOException gone) {
            return NEVER;
        }
    }
}
