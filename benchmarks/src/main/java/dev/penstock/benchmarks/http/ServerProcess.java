package dev.penstock.benchmarks.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;

/** A {@link MeasuredServer} in a process of its own, and what Linux says about that process. */
final class ServerProcess implements AutoCloseable {

    private final String name;
    /** Also of those that have ended. */
    private final Map<Path, Long> nanosByThread = new HashMap<>();

    private final Process process;
    private final BufferedReader out;
    private final Writer in;
    private final int port;
    private final String provider;

    private ServerProcess(String name, Process process) throws IOException {
        this.name = name;
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII));
        this.in = new OutputStreamWriter(process.getOutputStream(), StandardCharsets.US_ASCII);
        var words = line("port ").split(" ", 4);
        this.port = Integer.parseInt(words[1]);
        this.provider = words[3];
    }

    static ServerProcess start(String name, List<String> launcher, SignedHttpRequests workload) throws IOException {
        var command = new ArrayList<>(launcher);
        command.addAll(List.of(
                "-cp",
                System.getProperty("java.class.path"),
                MeasuredServer.class.getName(),
                workload.keyFile().toString(),
                workload.appSecret()));
        var builder = new ProcessBuilder(command);
        builder.redirectError(ProcessBuilder.Redirect.DISCARD);
        return new ServerProcess(name, builder.start());
    }

    String name() {
        return name;
    }

    int port() {
        return port;
    }

    String provider() {
        return provider;
    }

    /** The processor time of one bare RSA operation, measured inside the server process just now. */
    double bareRsaMicros(byte[] block, int times) throws IOException {
        return Double.parseDouble(ask("rsa", block, String.valueOf(times)));
    }

    /**
     * The p99 in milliseconds of bare RSA operations that are due at a rate, measured inside the server process just
     * now.
     */
    double pacedRsaMillis(byte[] block, int times, double perSecond) throws IOException {
        return Double.parseDouble(ask("paced", block, times + " " + perSecond));
    }

    private String ask(String what, byte[] block, String how) throws IOException {
        in.write("%s %s %s\n".formatted(what, HexFormat.of().formatHex(block), how));
        in.flush();
        return line(what + " ").substring(what.length() + 1);
    }

    /**
     * All the processor time that the process has taken, of its compiler and collector too. Asked of each thread, since
     * what Linux says of a process is in hundredths of a second.
     */
    double processorMicros() throws IOException {
        try (var threads = Files.newDirectoryStream(Path.of("/proc/" + pid() + "/task"))) {
            for (var thread : threads) {
                var statistics = Files.readString(thread.resolve("schedstat"));
                nanosByThread.put(thread, Long.valueOf(statistics.substring(0, statistics.indexOf(' '))));
            }
        } catch (NoSuchFileException ended) {
            return processorMicros(); // a thread ended between its name and its statistics
        }
        return nanosByThread.values().stream().mapToLong(nanos -> nanos).sum() / 1e3;
    }

    long residentMegabytes() throws IOException {
        return megabytes("VmRSS:");
    }

    long peakMegabytes() throws IOException {
        return megabytes("VmHWM:");
    }

    private long megabytes(String field) throws IOException {
        return Files.readAllLines(Path.of("/proc/" + pid() + "/status")).stream()
                        .filter(line -> line.startsWith(field))
                        .mapToLong(line -> Long.parseLong(line.replaceAll("[^0-9]", "")))
                        .findFirst()
                        .orElse(0)
                / 1024;
    }

    private long pid() {
        return process.pid();
    }

    private String line(String beginning) throws IOException {
        for (var line = out.readLine(); line != null; line = out.readLine()) {
            if (line.startsWith(beginning)) {
                return line;
            }
        }
        throw new IOException("The server process ended before it said \"" + beginning + "\".");
    }

    @Override
    public void close() {
        process.destroy();
    }
}
