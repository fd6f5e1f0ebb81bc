package dev.penstock.examples.booking.database;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * What PostgreSQL writes of itself into {@code postmaster.pid} in its data directory.
 *
 * @param pid its process
 * @param port where it listens
 * @param isReady whether it says that it takes connections
 */
record PidFile(long pid, int port, boolean isReady) {

    private static final int PORT_LINE = 3;
    private static final int STATUS_LINE = 7;

    static Path in(Path data) {
        return data.resolve("postmaster.pid");
    }

    /** Nothing if there is none, if it is only half written, or if its process is gone. */
    static Optional<PidFile> read(Path data) throws IOException {
        List<String> lines;
        try {
            lines = Files.readAllLines(in(data));
        } catch (NoSuchFileException none) {
            return Optional.empty();
        }
        if (lines.size() <= PORT_LINE) {
            return Optional.empty();
        }
        try {
            var found = new PidFile(
                    Long.parseLong(lines.getFirst().strip()),
                    Integer.parseInt(lines.get(PORT_LINE).strip()),
                    lines.size() > STATUS_LINE
                            && "ready".equals(lines.get(STATUS_LINE).strip()));
            return found.isAlive() ? Optional.of(found) : Optional.empty();
        } catch (NumberFormatException notAPostmaster) {
            return Optional.empty();
        }
    }

    boolean isAlive() {
        return ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false);
    }
}
