package dev.penstock;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * No line of Java has more than 120 columns: the formatter wraps code, but neither texts nor Javadoc. What stands in a
 * text block is data, and has the lines that it has.
 */
class LineLengthTest {

    private static final int COLUMNS = 120;

    @Test
    void noLineOfJavaIsTooLong() throws IOException {
        var root = Path.of("").toAbsolutePath();
        while (!Files.exists(root.resolve("mvnw"))) {
            root = root.getParent();
        }
        var sources = sources(root);
        var tooLong = new ArrayList<String>();
        for (var source : sources) {
            var lines = Files.readAllLines(source);
            boolean isInTextBlock = false;
            for (int i = 0; i < lines.size(); i++) {
                boolean endsOrBegins = lines.get(i).split("\"\"\"", -1).length % 2 == 0;
                boolean isData = isInTextBlock;
                isInTextBlock ^= endsOrBegins;
                if (!isData && lines.get(i).codePointCount(0, lines.get(i).length()) > COLUMNS) {
                    tooLong.add("%s:%d".formatted(root.relativize(source), i + 1));
                }
            }
        }

        assertThat(sources).hasSizeGreaterThan(100);
        assertThat(tooLong).isEmpty();
    }

    private static List<Path> sources(Path root) throws IOException {
        try (var files = Files.walk(root)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/"))
                    .filter(file -> !file.toString().contains("/target/"))
                    .toList();
        }
    }
}
