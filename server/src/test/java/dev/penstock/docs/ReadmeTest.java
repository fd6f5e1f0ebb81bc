package dev.penstock.docs;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    @Test
    void theProgramInReadmeAndTutorialIsTheOneThatIsCompiled() throws Exception {
        var source = Files.readString(Path.of("src/test/java/dev/penstock/docs/FirstFlow.java"));
        var program = between(source, "// snippet begins\n", "    // snippet ends")
                .stripTrailing()
                .stripIndent();

        for (var page : List.of("../README.md", "../docs/tutorial.md")) {
            assertThat(Files.readString(Path.of(page))).contains("```java\n" + program.strip() + "\n```");
        }
    }

    private static String between(String text, String start, String end) {
        int from = text.indexOf(start) + start.length();
        return text.substring(from, text.indexOf(end, from));
    }
}
