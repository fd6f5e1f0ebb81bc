package dev.penstock.examples.booking.database;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;

/**
 * Starts an embedded server again, with the programs of its last start and without the library that unpacked them, which
 * reads its whole archive each time and looks only ten times a second whether the server is there.
 */
final class EmbeddedRestart {

    /** As the library has it. */
    private static final Path UNPACKED = Path.of(System.getProperty(
            "ot.epg.working-dir",
            Path.of(System.getProperty("java.io.tmpdir", "/tmp"), "embedded-pg").toString()));

    private static final int POLL_MILLIS = 5;
    /** How long the server may take until its file is there; after that it has failed. */
    private static final Duration FIRST_SIGN = Duration.ofSeconds(3);

    private final Path data;
    private final Path log;

    EmbeddedRestart(Path data, Path log) {
        this.data = data;
        this.log = log;
    }

    /**
     * Starts it and waits until it takes connections.
     *
     * @return its port; nothing if it was never started before, its programs are gone, or they do not start it
     */
    OptionalInt start(OptionalInt port, Map<String, String> settings, Duration patience)
            throws IOException, InterruptedException {
        var pgCtl = programOfLastStart();
        if (pgCtl.isEmpty()) {
            return OptionalInt.empty();
        }
        int chosen = port.isPresent() ? port.getAsInt() : freePort();
        return begin(pgCtl.get(), chosen, settings) && isReady(patience) ? OptionalInt.of(chosen) : OptionalInt.empty();
    }

    /** Only from where the library unpacks them: the data directory may be somebody else's, and name anything. */
    private Optional<Path> programOfLastStart() throws IOException {
        try {
            // Written by PostgreSQL: the program, then its options, each in quotation marks.
            var line = Files.readString(data.resolve("postmaster.opts"));
            var pgCtl =
                    Path.of(line.split(" \"", 2)[0]).resolveSibling("pg_ctl").normalize();
            return Optional.of(pgCtl).filter(path -> path.startsWith(UNPACKED)).filter(Files::isExecutable);
        } catch (NoSuchFileException | MalformedInputException | InvalidPathException unknown) {
            return Optional.empty();
        }
    }

    private boolean begin(Path pgCtl, int port, Map<String, String> settings) throws IOException, InterruptedException {
        var command = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            command.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root; as the library does it
        }
        var options = settings.entrySet().stream()
                .map(setting -> "-c %s=%s".formatted(setting.getKey(), setting.getValue()))
                .collect(Collectors.joining(" "));
        command.addAll(List.of(
                pgCtl.toString(),
                "-D",
                data.toString(),
                "-l",
                log.toString(),
                "-o",
                "-p %d %s".formatted(port, options)));
        command.addAll(List.of("-W", "start"));
        var output = ProcessBuilder.Redirect.appendTo(log.toFile());
        try {
            return new ProcessBuilder(command)
                            .redirectErrorStream(true)
                            .redirectOutput(output)
                            .start()
                            .waitFor()
                    == 0;
        } catch (IOException noSuchProgram) {
            return false;
        }
    }

    private boolean isReady(Duration patience) throws IOException, InterruptedException {
        long began = System.nanoTime();
        while (System.nanoTime() - began < patience.toNanos()) {
            var found = PidFile.read(data);
            if (found.isPresent() && found.get().isReady()) {
                return true;
            }
            if (found.isEmpty() && System.nanoTime() - began > FIRST_SIGN.toNanos()) {
                return false;
            }
            Thread.sleep(POLL_MILLIS);
        }
        throw new IOException("it was not ready after %d seconds".formatted(patience.toSeconds()));
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
