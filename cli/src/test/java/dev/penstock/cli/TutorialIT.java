package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The tutorial runs as it is written: its files in an empty directory, its shell lines one after another. The source
 * tree that it names is a stand-in whose {@code penstock} is the jar that was just built, and whose {@code mvnw} is
 * Maven with the modules that were just built in place of an installation.
 */
class TutorialIT {

    private static final String PORT_OF_THE_PAGE = "8080";

    @TempDir
    private Path home;

    private final int port = freePort();
    private final List<Process> running = new ArrayList<>();

    @AfterEach
    void stop() {
        running.forEach(process -> {
            process.descendants().forEach(ProcessHandle::destroy);
            process.destroy();
        });
    }

    @Test
    void everyLineDoesWhatThePageSays() throws Exception {
        standIn();
        var directory = Files.createDirectory(home.resolve("appointments"));
        var tutorial = Tutorial.read();
        for (var file : tutorial.files().entrySet()) {
            var path = directory.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.writeString(path, file.getValue());
        }

        var exports = "";
        var said = new StringBuilder();
        for (var block : tutorial.shell()) {
            var lines = block.replace(PORT_OF_THE_PAGE, String.valueOf(port));
            if (Tutorial.keepsRunning(block)) {
                keepRunning(directory, exports, lines);
            } else {
                said.append(run(directory, exports + lines));
            }
            exports += block.lines()
                    .filter(line -> line.startsWith("export "))
                    .collect(Collectors.joining("\n", "", "\n"));
        }

        // Answers are printed indented; only their words matter.
        assertThat(said.toString().replaceAll("\\s", ""))
                .contains("\"status\":\"active\"")
                .contains("\"title\":\"Generalpractice\"")
                .contains("\"screen\":\"SUMMARY\"")
                .contains("extension_message_response")
                .contains("Thatdayhasjustgone")
                .contains("Pleasecheckwhatyouentered");
        assertThat(Files.readString(home.resolve("running-0.log")))
                .contains("The data does not fit the record Appointments$Choice at date: it is not a date such as");
    }

    private void standIn() throws IOException {
        var root = Project.root();
        var tree = Files.createDirectory(home.resolve("penstock"));
        var repository = Files.createDirectory(home.resolve("repository"));
        BuiltModules.placeInto(repository);
        script(tree.resolve("penstock"), """
                exec "%s/bin/java" -jar "%s" "$@"
                """.formatted(
                        System.getProperty("java.home"), root.resolve("cli/target/penstock.jar")));
        script(tree.resolve("mvnw"), """
                case " $* " in *" install "*) exit 0 ;; esac
                HOME="%s" exec %s "$@"
                """.formatted(
                        System.getProperty("user.home"), String.join(" ", BuiltModules.maven(repository))));
    }

    private static void script(Path file, String lines) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + lines);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
    }

    private ProcessBuilder shell(Path directory, String lines) {
        var shell = new ProcessBuilder("sh", "-euc", lines)
                .directory(directory.toFile())
                .redirectErrorStream(true);
        shell.environment().put("HOME", home.toString());
        shell.environment().put("PORT", String.valueOf(port));
        shell.environment().put("JAVA_HOME", System.getProperty("java.home"));
        return shell;
    }

    private String run(Path directory, String lines) throws Exception {
        var output = home.resolve("output.log");
        var process = shell(directory, lines).redirectOutput(output.toFile()).start();
        boolean isOver = process.waitFor(3, TimeUnit.MINUTES);
        var said = Files.readString(output);
        assertThat(isOver && process.exitValue() == 0).as(lines + "\n" + said).isTrue();
        return said;
    }

    /** The program answers, or the phone's page says where it is. */
    private void keepRunning(Path directory, String exports, String lines) throws Exception {
        var output = home.resolve("running-%d.log".formatted(running.size()));
        boolean isTheProgram = running.isEmpty();
        var process = shell(directory, exports + lines)
                .redirectOutput(output.toFile())
                .start();
        running.add(process);
        await().atMost(Duration.ofMinutes(3))
                .until(() -> !process.isAlive()
                        || (isTheProgram
                                ? answers(directory, exports)
                                : Files.readString(output).contains("http://127.0.0.1:")));
        assertThat(process.isAlive())
                .as(lines + "\n" + Files.readString(output))
                .isTrue();
    }

    /** Asked as the page does: the first answer of a program that was just started takes longest. */
    private boolean answers(Path directory, String exports) throws Exception {
        var ping = "penstock call http://127.0.0.1:%d/flows/booking --ping".formatted(port);
        return shell(directory, exports + ping)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                        .start()
                        .waitFor()
                == 0;
    }

    private static int freePort() {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException none) {
            throw new IllegalStateException(none);
        }
    }
}
