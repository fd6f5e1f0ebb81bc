package dev.penstock.flowjson;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** Real documents that lie beside the project, where they are there, with what is believed of each. */
public final class Corpus {

    /** One document: where it is, whether it is believed valid, and which codes are expected. */
    public record Entry(Path file, String name, boolean isValid, List<String> codes) {

        public String text() throws IOException {
            return Files.readString(file);
        }
    }

    private Corpus() {}

    public static List<Entry> entries() throws IOException {
        Path folder = projectRoot().resolve("../shared/corpus/flow-json").normalize();
        Assumptions.assumeTrue(
                Files.exists(folder.resolve("index.tsv")),
                "Skipped: the corpus of real documents is not beside the project.");
        return Files.readAllLines(folder.resolve("index.tsv")).stream()
                .skip(1)
                .map(line -> entry(folder, Arrays.asList(line.split("\t", -1))))
                .toList();
    }

    private static Entry entry(Path folder, List<String> columns) {
        List<String> codes = columns.get(4).isEmpty()
                ? List.of()
                : Arrays.asList(columns.get(4).split(",", -1));
        return new Entry(
                folder.resolve(columns.get(0)), columns.get(0), columns.get(3).equals("valid"), codes);
    }

    private static Path projectRoot() {
        Path folder = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        while (folder.getParent() != null && !isRoot(folder)) {
            folder = folder.getParent();
        }
        return folder;
    }

    private static boolean isRoot(Path folder) {
        return Files.exists(folder.resolve("pom.xml")) && !Files.exists(folder.resolve("../pom.xml"));
    }
}
