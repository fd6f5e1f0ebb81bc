package dev.penstock.flowjson;

import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** The documents in {@code src/test/resources/corpus}, with what is believed of each; most are real ones of others. */
public final class Corpus {

    /** One document: where it is, whether it is believed valid, and which codes are expected. */
    public record Entry(Path file, String name, boolean isValid, List<String> codes) {

        public String text() throws IOException {
            return Files.readString(file);
        }
    }

    private Corpus() {}

    public static List<Entry> entries() throws IOException {
        Path folder = folder();
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

    private static Path folder() {
        URL index = Objects.requireNonNull(Corpus.class.getResource("/corpus/index.tsv"));
        return Path.of(URI.create(index.toString())).getParent();
    }
}
