package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** Files that run elsewhere, as far as can be seen here: workflows, templates, and what Windows runs. */
class RepositoryFilesTest {

    private static final Path ROOT = Project.root();
    private static final Set<String> WORKFLOW = Set.of("name", "on", "permissions", "concurrency", "jobs", "env");
    private static final Set<String> JOB =
            Set.of("runs-on", "timeout-minutes", "environment", "permissions", "strategy", "steps", "needs", "if");
    private static final Set<String> STEP = Set.of("uses", "with", "run", "name", "env", "if", "id");
    private static final Pattern SCRIPT = Pattern.compile("(?<![\\w/])((?:\\./|bin/|\\.ci/)[\\w./-]+)");

    @TestFactory
    Stream<DynamicTest> workflowsHaveOnlyKeysThatThereAre() throws IOException {
        return yaml(".github/workflows")
                .map(file -> DynamicTest.dynamicTest(file.getFileName().toString(), () -> {
                    var workflow = load(file);
                    assertThat(WORKFLOW).containsAll(workflow.keySet());
                    assertThat(workflow).containsEntry("permissions", Map.of("contents", "read"));
                    map(workflow.get("jobs")).forEach((name, value) -> {
                        var job = map(value);
                        assertThat(JOB).as(name).containsAll(job.keySet());
                        assertThat(job).as(name).containsKeys("runs-on", "timeout-minutes", "steps");
                        for (var each : (List<?>) job.get("steps")) {
                            var step = map(each);
                            assertThat(STEP).as(name).containsAll(step.keySet());
                            assertThat(step.containsKey("uses"))
                                    .as("%s: either uses or run", name)
                                    .isNotEqualTo(step.containsKey("run"));
                        }
                    });
                }));
    }

    @Test
    void workflowsRunScriptsThatThereAre() throws IOException {
        for (var file : yaml(".github/workflows").toList()) {
            for (var script : scripts(file)) {
                assertThat(Files.isExecutable(ROOT.resolve(script))).as(script).isTrue();
            }
        }
    }

    @Test
    void issueFormsHaveWhatTheyNeed() throws IOException {
        for (var file : yaml(".github/ISSUE_TEMPLATE").toList()) {
            var form = load(file);
            if (!file.endsWith("config.yml")) {
                assertThat(form).as(file.toString()).containsOnlyKeys("name", "description", "labels", "body");
                for (var each : (List<?>) form.get("body")) {
                    assertThat(map(each).get("type")).isIn("markdown", "textarea", "input", "dropdown");
                    assertThat(map(map(each).get("attributes")))
                            .containsKey(map(each).get("type").equals("markdown") ? "value" : "label");
                }
            }
        }
    }

    @Test
    void windowsGetsTheSameMavenByTheSameSum() throws IOException {
        var unix = Files.readString(ROOT.resolve("mvnw"));
        var windows = Files.readString(ROOT.resolve("mvnw.cmd"));

        for (var name : List.of("MAVEN_VERSION", "MAVEN_SHA512")) {
            assertThat(value(windows, "set \"" + name + "=([^\"]+)\""))
                    .isEqualTo(value(unix, "(?m)^" + name + "=(.+)$"));
        }
    }

    @TestFactory
    Stream<DynamicTest> scriptsForWindowsGoOnlyWhereTheyCan() {
        return Stream.of("mvnw.cmd", "penstock.cmd")
                .map(name -> DynamicTest.dynamicTest(name, () -> {
                    var text = Files.readString(ROOT.resolve(name));
                    var lines = text.split("\r\n", -1);
                    assertThat(text.replace("\r\n", ""))
                            .as("line ends of Windows")
                            .doesNotContain("\n", "\r");
                    var depth = 0;
                    for (var line : lines) {
                        if (line.strip().startsWith("rem ") || line.startsWith("@echo")) {
                            continue;
                        }
                        depth += count(line, '(') - count(line, ')');
                        assertThat(depth).as(line).isNotNegative();
                        assertThat(count(line, '"') % 2).as(line).isZero();
                        var jump = Pattern.compile("\\bgoto (\\w+)").matcher(line);
                        if (jump.find()) {
                            assertThat(lines).contains(":" + jump.group(1));
                        }
                    }
                    assertThat(depth).isZero();
                }));
    }

    private static List<String> scripts(Path file) throws IOException {
        var found = new ArrayList<String>();
        var matcher = SCRIPT.matcher(Files.readString(file));
        while (matcher.find()) {
            found.add(matcher.group(1));
        }
        return found;
    }

    private static int count(String line, char c) {
        return (int) line.chars().filter(each -> each == c).count();
    }

    private static String value(String text, String pattern) {
        var matcher = Pattern.compile(pattern).matcher(text);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group(1).strip();
    }

    private static Stream<Path> yaml(String folder) throws IOException {
        try (var files = Files.list(ROOT.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yml")).toList().stream();
        }
    }

    private static Map<String, Object> load(Path file) throws IOException {
        var settings = LoadSettings.builder().setAllowDuplicateKeys(false).build();
        return map(new Load(settings).loadFromString(Files.readString(file)));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }
}
