package dev.penstock.examples.booking.database;

import dev.penstock.crypto.OwnerOnly;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;

/**
 * The data directory of an embedded server and the password of its one user. Whoever has not the password gets in by no
 * way: there is no socket file, and the address on loopback wants SCRAM.
 */
final class Cluster {

    static final String USER = "postgres";

    /** The way in, for every database; what a data directory of an earlier version allowed is replaced. */
    private static final String ACCESS = "host all %s 127.0.0.1/32 scram-sha-256%n".formatted(USER);

    private static final int PASSWORD_BYTES = 24;
    /** How long a program may take that is over in a second on a machine with nothing else to do. */
    private static final Duration PROGRAM = Duration.ofMinutes(5);

    private final Path home;

    Cluster(Path home) {
        this.home = home;
    }

    Path data() {
        return home.resolve("data");
    }

    Path log() {
        return home.resolve("postgres.log");
    }

    private Path passwordFile() {
        return home.resolve("password");
    }

    private Path accessFile() {
        return home.resolve("pg_hba.conf");
    }

    /** Empty before the first start of a server that has one. */
    Optional<String> password() throws IOException {
        return Files.exists(passwordFile())
                ? Optional.of(Files.readString(passwordFile(), StandardCharsets.US_ASCII)
                        .strip())
                : Optional.empty();
    }

    /** Makes the directory, or gives one of an earlier version its password; nothing listens meanwhile. */
    void prepare(PostgresPrograms programs) throws IOException, InterruptedException {
        OwnerOnly.write(accessFile(), ACCESS.getBytes(StandardCharsets.US_ASCII));
        if (!Files.exists(log())) {
            OwnerOnly.write(log(), new byte[0]);
        }
        OwnerOnly.file(log());
        if (!Files.exists(data().resolve("PG_VERSION"))) {
            newPassword();
            run(
                    List.of(
                            programs.program("initdb").toString(),
                            "-D",
                            data().toAbsolutePath().toString(),
                            "-U",
                            USER,
                            "-A",
                            "scram-sha-256",
                            "--pwfile",
                            passwordFile().toAbsolutePath().toString(),
                            "-E",
                            "UTF8"),
                    "");
        } else if (password().isEmpty()) {
            setPassword(programs);
        }
        OwnerOnly.file(passwordFile());
    }

    /** By the single-user mode of the server, which opens no connection. */
    void setPassword(PostgresPrograms programs) throws IOException, InterruptedException {
        var password = newPassword();
        run(
                List.of(
                        programs.program("postgres").toString(),
                        "--single",
                        "-D",
                        data().toAbsolutePath().toString(),
                        // Neither the statement nor an error in it belongs into a log.
                        "-c",
                        "log_statement=none",
                        "-c",
                        "log_min_error_statement=panic",
                        "-c",
                        "password_encryption=scram-sha-256",
                        "postgres"),
                "ALTER ROLE %s PASSWORD '%s'%n".formatted(USER, password));
    }

    private String newPassword() {
        var bytes = new byte[PASSWORD_BYTES];
        new SecureRandom().nextBytes(bytes);
        var password = HexFormat.of().formatHex(bytes);
        OwnerOnly.write(passwordFile(), password.getBytes(StandardCharsets.US_ASCII));
        return password;
    }

    /** Starts the server in the background. */
    boolean start(PostgresPrograms programs, int port, Map<String, String> settings)
            throws IOException, InterruptedException {
        var all = new TreeMap<>(settings);
        // Here and not in the directory's own files, which an earlier version left open to be changed by anybody.
        all.putAll(Map.of(
                "hba_file", accessFile().toAbsolutePath().toString(),
                "listen_addresses", "127.0.0.1",
                "unix_socket_directories", "",
                "password_encryption", "scram-sha-256",
                "port", String.valueOf(port)));
        var options = all.entrySet().stream()
                .map(setting -> "-c " + setting.getKey() + "=" + quoted(setting.getValue()))
                .collect(Collectors.joining(" "));
        return execute(
                        List.of(
                                programs.program("pg_ctl").toString(),
                                "-D",
                                data().toAbsolutePath().toString(),
                                "-l",
                                log().toAbsolutePath().toString(),
                                "-o",
                                options,
                                "-W",
                                "start"),
                        "")
                == 0;
    }

    /** For the shell through which pg_ctl hands the options on. */
    private static String quoted(String value) {
        return "'" + value.replace("'", "'\\''") + "'";
    }

    private void run(List<String> command, String input) throws IOException, InterruptedException {
        int exitCode = execute(command, input);
        if (exitCode != 0) {
            throw new IOException(
                    "%s ended with %d".formatted(Path.of(command.getFirst()).getFileName(), exitCode));
        }
    }

    private int execute(List<String> command, String input) throws IOException, InterruptedException {
        var words = new ArrayList<String>();
        if ("root".equals(System.getProperty("user.name"))) {
            words.addAll(List.of("unshare", "-U")); // PostgreSQL refuses to run as root
        }
        words.addAll(command);
        var process = new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log().toFile()))
                .start();
        try (var in = process.getOutputStream()) {
            in.write(input.getBytes(StandardCharsets.US_ASCII));
        }
        if (!process.waitFor(PROGRAM.toSeconds(), TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IOException("%s took more than five minutes"
                    .formatted(Path.of(command.getFirst()).getFileName()));
        }
        return process.exitValue();
    }
}
