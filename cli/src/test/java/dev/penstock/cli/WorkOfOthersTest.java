package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * What others made and we test with: it is in the repository, so that every clone has it, and its licence beside it.
 */
class WorkOfOthersTest {

    private static final Path VECTORS = Project.root().resolve("core/src/test/resources/vectors");
    private static final Path CORPUS = Project.root().resolve("flow-json/src/test/resources/corpus");

    @Test
    void noTestReadsWhatLiesBesideTheProject() throws IOException {
        var besides = List.of("../" + "shared", "resolveSibling(\"" + "shared");
        try (var files = Files.walk(Project.root())) {
            assertThat(files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> file.toString().contains("src/test/java")))
                    .isNotEmpty()
                    .allSatisfy(file -> assertThat(Files.readString(file)).doesNotContain(besides));
        }
    }

    @Test
    void everyFolderOfVectorsHasItsLicence() throws IOException {
        try (var folders = Files.list(VECTORS)) {
            assertThat(folders.filter(Files::isDirectory))
                    .extracting(folder -> folder.getFileName().toString())
                    .containsExactlyInAnyOrder("jose", "rfc", "wycheproof")
                    .allSatisfy(name ->
                            assertThat(VECTORS.resolve(name).resolve("LICENSE")).isNotEmptyFile());
        }
    }

    @Test
    void everyDocumentOfOthersHasItsLicence() throws IOException {
        for (var line :
                Files.readAllLines(CORPUS.resolve("index.tsv")).stream().skip(1).toList()) {
            var columns = List.of(line.split("\t", -1));
            assertThat(CORPUS.resolve(columns.get(0))).isNotEmptyFile();
            if (columns.get(6).equals("this project")) {
                assertThat(columns.get(0)).contains("/penstock-");
            } else {
                var repository = columns.get(6).substring(0, columns.get(6).indexOf(':'));
                assertThat(CORPUS.resolve("licences/" + repository.replace('/', '-') + ".txt"))
                        .content()
                        .startsWith(columns.get(5) + " License");
            }
        }
    }

    @Test
    void everyDocumentIsInTheIndex() throws IOException {
        var index = Files.readString(CORPUS.resolve("index.tsv"));
        try (var files = Files.walk(CORPUS)) {
            assertThat(files.filter(file -> file.toString().endsWith(".json"))
                            .map(file -> CORPUS.relativize(file).toString()))
                    .isNotEmpty()
                    .allSatisfy(name -> assertThat(index).contains("\n" + name + "\t"));
        }
    }
}
