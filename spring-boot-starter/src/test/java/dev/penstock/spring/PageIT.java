package dev.penstock.spring;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * docs/how-to/spring-boot.md to the letter: an empty directory, the files of the page, its command, with the jars that
 * this build has made. What the page's project needs of others comes from Maven's repository.
 */
class PageIT {

    /** A line that names a file, and the next block. */
    private static final Pattern FILE =
            Pattern.compile("(?s)\n`([^`\n]+\\.(?:xml|java|json|yaml))`[^\n]*\n.*?```\\w+\n(.*?)```");

    private static final Pattern CLASS = Pattern.compile("(?s)```java\n(package .*?\nclass (\\w+).*?)```");
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final List<String> MODULES =
            List.of("core", "flow-json", "webhooks", "servlet", "testing", "postgres", "spring-boot-starter");

    @TempDir
    private Path directory;

    @Test
    void goesFromAnEmptyProjectToAGreenTest() throws Exception {
        var page = Files.readString(ROOT.resolve("docs/how-to/spring-boot.md"));
        var files = FILE.matcher(page).results().toList();
        assertThat(files).extracting(file -> file.group(1)).hasSize(5).contains("pom.xml");
        assertThat(page).contains("```bash\nmvn test\n```");
        for (var file : files) {
            write(directory.resolve("project").resolve(file.group(1)), file.group(2));
        }
        installModules();

        assertThat(maven("test")).isEmpty();

        assertThat(directory.resolve("project/target/surefire-reports/com.example.salon.BookingTest.txt"))
                .content()
                .contains("Tests run: 1, Failures: 0, Errors: 0, Skipped: 0");

        var more = CLASS.matcher(page)
                .results()
                .filter(found -> !found.group(2).endsWith("Test"))
                .toList();
        assertThat(more).extracting(found -> found.group(2)).containsExactly("Visits", "Confirmation");
        for (var found : more) {
            write(
                    directory.resolve("project/src/main/java/com/example/salon/" + found.group(2) + ".java"),
                    found.group(1));
        }
        assertThat(maven("compile")).as("the other classes of the page").isEmpty();
    }

    /** Into a repository of the test's own, beside which that of the machine is read. */
    private void installModules() throws IOException {
        install(ROOT.resolve("pom.xml"), "penstock-parent", "pom");
        for (var module : MODULES) {
            var name = "penstock-" + module;
            install(ROOT.resolve(module).resolve("pom.xml"), name, "pom");
            install(ROOT.resolve(module).resolve("target/%s-0.1.0-SNAPSHOT.jar".formatted(name)), name, "jar");
        }
    }

    private void install(Path file, String name, String extension) throws IOException {
        assertThat(file).as("made by the phase package").exists();
        var version = directory.resolve("repository/dev/penstock").resolve(name).resolve("0.1.0-SNAPSHOT");
        Files.createDirectories(version);
        Files.copy(file, version.resolve("%s-0.1.0-SNAPSHOT.%s".formatted(name, extension)));
    }

    /** What Maven says if it fails. */
    private String maven(String goal) throws Exception {
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("maven.home"), "bin", "mvn").toString(),
                "-B",
                "-q",
                "-Dmaven.repo.local=" + directory.resolve("repository"),
                "-Dmaven.repo.local.tail=" + System.getProperty("maven.repo"),
                goal));
        if (System.getProperty("maven.network", "").equals("offline=true")) {
            command.add("-o");
        }
        var log = directory.resolve(goal + ".log");
        var builder = new ProcessBuilder(command)
                .directory(directory.resolve("project").toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().remove("MAVEN_PROJECTBASEDIR");
        var process = builder.start();
        boolean isOver = process.waitFor(10, TimeUnit.MINUTES);
        process.destroyForcibly();
        return isOver && process.exitValue() == 0 ? "" : "mvn " + goal + " failed:\n" + Files.readString(log);
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
