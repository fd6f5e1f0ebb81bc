package dev.penstock.servlet;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringWriter;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs of docs/how-to/servlet.md compile as they stand there. */
class PageTest {

    private static final Pattern PROGRAM = Pattern.compile("(?s)```java\n(import .*?class (\\w+).*?)```");

    @TempDir
    private Path output;

    @Test
    void everyProgramOfThePageCompiles() throws Exception {
        var page = Files.readString(Path.of("../docs/how-to/servlet.md"));
        var programs = PROGRAM.matcher(page).results().toList();

        assertThat(programs).hasSize(2);
        for (var program : programs) {
            assertThat(errors(program.group(2), program.group(1)))
                    .as(program.group(2))
                    .isEmpty();
        }
    }

    private String errors(String name, String code) {
        var errors = new StringWriter();
        var source = new SimpleJavaFileObject(URI.create("page:///" + name + ".java"), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return code;
            }
        };
        ToolProvider.getSystemJavaCompiler()
                .getTask(
                        errors,
                        null,
                        null,
                        List.of("-proc:none", "-cp", System.getProperty("java.class.path"), "-d", output.toString()),
                        null,
                        List.of(source))
                .call();
        return errors.toString();
    }
}
