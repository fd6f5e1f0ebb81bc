package dev.penstock.media;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class MediaPagesTest {

    @Test
    void theProgramOnThePageIsTheOneThatIsCompiled() throws Exception {
        var source = Files.readString(Path.of("src/test/java/dev/penstock/media/Claims.java"));
        var begin = "// snippet begins\n";
        var program = source.substring(source.indexOf(begin) + begin.length(), source.indexOf("    // snippet ends"))
                .stripTrailing()
                .stripIndent();

        assertThat(Files.readString(Path.of("../docs/how-to/media.md")))
                .contains("```java\n" + program.strip() + "\n```");
    }

    @Test
    void theReferenceNamesEveryProblemWithItsTextAndEveryType() throws Exception {
        var page = Files.readString(Path.of("../docs/reference/media.md"));

        for (var problem : MediaProblem.values()) {
            assertThat(page).contains("| `" + problem + "` |").contains(problem.text());
        }
        for (var type : FileType.values()) {
            assertThat(page).contains("`" + type + "`").contains("`" + type.mimeType() + "`");
        }
    }
}
