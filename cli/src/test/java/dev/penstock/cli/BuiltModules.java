package dev.penstock.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * The server and the modules it needs, as they were just built, in a local repository of their own: what people will
 * have from Maven Central.
 */
final class BuiltModules {

    private static final List<String> MODULES = List.of("core", "webhooks", "native-rsa", "server");
    private static final String VERSION = "0.1.0-SNAPSHOT";

    private BuiltModules() {}

    /** Puts them into a directory, which then is a local repository for {@link #maven}. */
    static void placeInto(Path repository) throws IOException {
        var root = Project.root();
        place(repository, root.resolve("pom.xml"), "penstock-parent", "pom");
        place(repository, root.resolve("bom/target/.flattened-pom.xml"), "penstock-bom", "pom");
        for (var module : MODULES) {
            var artifact = "penstock-" + module;
            place(repository, root.resolve(module).resolve("pom.xml"), artifact, "pom");
            place(
                    repository,
                    root.resolve(module).resolve("target/%s-%s.jar".formatted(artifact, VERSION)),
                    artifact,
                    "jar");
        }
    }

    /** Maven, with that repository before the user's own, which stays as it is. */
    static List<String> maven(Path repository, String... arguments) {
        return Stream.concat(
                        Stream.of(
                                Project.root().resolve("mvnw").toString(),
                                "-B",
                                "-Dmaven.repo.local=" + repository,
                                "-Dmaven.repo.local.tail="
                                        + Path.of(System.getProperty("user.home"), ".m2/repository")),
                        Arrays.stream(arguments))
                .toList();
    }

    private static void place(Path repository, Path file, String artifact, String type) throws IOException {
        var directory = Files.createDirectories(
                repository.resolve("dev/penstock").resolve(artifact).resolve(VERSION));
        Files.copy(file, directory.resolve("%s-%s.%s".formatted(artifact, VERSION, type)));
    }
}
