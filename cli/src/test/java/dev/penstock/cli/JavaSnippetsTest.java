package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarFile;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** Every Java snippet in README files and docs compiles against what is in the program. */
class JavaSnippetsTest {

    private static final List<String> JAVA =
            List.of("java.net", "java.net.http", "java.nio.file", "java.time", "java.util");

    @TempDir
    private Path output;

    @TestFactory
    Stream<DynamicTest> everySnippetCompiles() throws IOException {
        var root = Project.root();
        var snippets = Documentation.pages().stream()
                .flatMap(page -> snippets(page).stream())
                .toList();
        assertThat(snippets).hasSizeGreaterThan(8);
        return snippets.stream()
                .map(snippet -> DynamicTest.dynamicTest(
                        root.relativize(snippet.page()) + ":" + snippet.line(),
                        () -> assertThat(errors(snippet)).isEmpty()));
    }

    @Test
    void namesFileAndLineOfWhatDoesNotCompile() throws IOException {
        var page =
                Files.writeString(output.resolve("page.md"), "# A page\n\n```java\nvar x = 1;\nx = \"text\";\n```\n");

        assertThat(errors(JavaSnippet.in(page).getFirst()))
                .singleElement()
                .asString()
                .contains("page.md:5", "incompatible types");
    }

    private List<String> errors(JavaSnippet snippet) throws IOException {
        var asStatements = compile(snippet, false);
        if (asStatements.isEmpty()) {
            return asStatements;
        }
        var asMembers = compile(snippet, true);
        return asMembers.size() < asStatements.size() ? asMembers : asStatements;
    }

    private List<String> compile(JavaSnippet snippet, boolean asMembers) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(found, null, null)) {
            var options =
                    List.of("-proc:none", "-classpath", System.getProperty("java.class.path"), "-d", output.toString());
            var source = new Source(snippet.program(packages(), asMembers));
            compiler.getTask(null, files, found, options, null, List.of(source)).call();
        }
        return found.getDiagnostics().stream()
                .filter(problem -> problem.getKind() == Diagnostic.Kind.ERROR)
                .map(problem -> "%s:%d: %s"
                        .formatted(
                                snippet.page(), snippet.lineInPage(problem.getLineNumber()), problem.getMessage(null)))
                .toList();
    }

    /** Ours, without the internal ones and the program itself, and the usual ones of the JDK. */
    private static List<String> packages() throws IOException {
        var packages = new TreeSet<>(JAVA);
        for (var entry : System.getProperty("java.class.path").split(File.pathSeparator)) {
            var path = Path.of(entry);
            if (Files.isDirectory(path)) {
                try (var files = Files.walk(path)) {
                    files.map(file -> path.relativize(file).toString()).forEach(name -> addPackage(name, packages));
                }
            } else if (entry.contains("penstock") && Files.exists(path)) {
                try (var jar = new JarFile(path.toFile())) {
                    jar.stream().forEach(file -> addPackage(file.getName(), packages));
                }
            }
        }
        return new ArrayList<>(packages);
    }

    private static void addPackage(String classFile, TreeSet<String> packages) {
        int slash = classFile.lastIndexOf('/');
        if (slash < 0 || !classFile.endsWith(".class")) {
            return;
        }
        var name = classFile.substring(0, slash).replace('/', '.');
        if (name.startsWith("dev.penstock")
                && !name.contains(".internal")
                && !name.startsWith("dev.penstock.cli")
                && !name.startsWith("dev.penstock.examples")) {
            packages.add(name);
        }
    }

    private static List<JavaSnippet> snippets(Path page) {
        try {
            return JavaSnippet.in(page);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static final class Source extends SimpleJavaFileObject {

        private final String text;

        Source(String text) {
            super(URI.create("string:///Snippet.java"), Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
