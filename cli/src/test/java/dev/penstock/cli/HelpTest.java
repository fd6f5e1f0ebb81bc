package dev.penstock.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

/** What --help says of each command. */
class HelpTest {

    @TestFactory
    Stream<DynamicTest> endsWithExamplesThatTheProgramTakes() {
        return commands()
                .map(command -> dynamicTest(command.getCommandSpec().qualifiedName(), () -> {
                    var name = command.getCommandSpec().qualifiedName();
                    var help = command.setUsageHelpWidth(300).getUsageMessage(Ansi.OFF);

                    assertThat(help).contains("\nExamples:\n  penstock ");
                    var examples = help.substring(help.indexOf("\nExamples:\n") + 11)
                            .replaceAll("\\\\\n +", "")
                            .lines()
                            .toList();
                    var own = name.equals("penstock") || isGroup(command) ? "  penstock " : "  " + name;
                    assertThat(examples).isNotEmpty().allSatisfy(example -> {
                        assertThat(example).startsWith(own);
                        var words = words(example);
                        assertThatCode(() ->
                                        Penstock.commandLine().parseArgs(Arrays.copyOfRange(words, 1, words.length)))
                                .as(example)
                                .doesNotThrowAnyException();
                    });
                }));
    }

    @TestFactory
    Stream<DynamicTest> saysWholeSentences() {
        return commands()
                .map(command -> dynamicTest(command.getCommandSpec().qualifiedName(), () -> {
                    var spec = command.getCommandSpec();
                    assertThat(spec.usageMessage().description())
                            .allSatisfy(line -> assertThat(line).matches("(?:%n)?[A-Z].*\\.(?:%n)?"));
                    spec.options().stream()
                            .filter(option -> !option.hidden() && !option.usageHelp() && !option.versionHelp())
                            .forEach(option -> assertThat(option.description())
                                    .as(option.longestName())
                                    .isNotEmpty()
                                    .allSatisfy(line -> assertThat(line).endsWith(".")));
                }));
    }

    @TestFactory
    Stream<DynamicTest> fitsTheWidth() {
        return Stream.of(60, 80, 120, 200)
                .flatMap(width -> commands()
                        .map(command -> dynamicTest(
                                command.getCommandSpec().qualifiedName() + " in " + width,
                                () -> assertThat(command.setUsageHelpWidth(width)
                                                .getUsageMessage(Ansi.OFF)
                                                .lines())
                                        .allSatisfy(line ->
                                                assertThat(line.length()).isLessThanOrEqualTo(width)))));
    }

    @Test
    void listsCommandsWithWholeSentences() {
        for (var group : List.of("penstock", "penstock keys", "penstock flow", "penstock webhooks")) {
            var words = (group + " --help").split(" ");
            var run = CommandRun.of(Arrays.copyOfRange(words, 1, words.length));

            assertThat(run.exitCode()).isZero();
            var list = run.out()
                    .substring(run.out().indexOf("Commands:"), run.out().indexOf("Examples:"));
            assertThat(list.strip()).endsWith(".");
            assertThat(list.replaceAll("\\s+", " ")).doesNotContainPattern("[a-z,] [a-z]+ [A-Z][a-z]+ (?:a|the) ");
        }
    }

    @Test
    void takesTheWidthOfTheTerminalFromTheEnvironment() throws Exception {
        for (int width : List.of(60, 132)) {
            var help = process(width, "conform", "--help");
            var mistake = process(
                    width, "call", "http://127.0.0.1:1/", "--ping", "--home", "no-such-directory-" + "x".repeat(20));

            assertThat(help.out().lines().mapToInt(String::length).max().orElse(0))
                    .isBetween(width - 20, width);
            assertThat(mistake.exitCode()).isEqualTo(1);
            assertThat(mistake.err().lines())
                    .allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(width));
            assertThat(mistake.err().lines().count()).isGreaterThan(width == 60 ? 1 : 0);
        }
    }

    private static CommandRun process(int width, String... words) throws Exception {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-cp",
                System.getProperty("java.class.path"),
                Penstock.class.getName()));
        command.addAll(List.of(words));
        var builder = new ProcessBuilder(command);
        builder.environment().put("COLUMNS", String.valueOf(width));
        var process = builder.start();
        var out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        var err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        return new CommandRun(process.waitFor(), out, err);
    }

    /** As a shell would part them, with quotation marks in the simplest form. */
    private static String[] words(String line) {
        return Pattern.compile("'[^']*'|\\S+")
                .matcher(line)
                .results()
                .map(word -> word.group().replace("'", ""))
                .toArray(String[]::new);
    }

    private static boolean isGroup(CommandLine command) {
        return command.getSubcommands().size() > 1;
    }

    private static Stream<CommandLine> commands() {
        return withSubcommands(Penstock.commandLine());
    }

    private static Stream<CommandLine> withSubcommands(CommandLine command) {
        return Stream.concat(
                Stream.of(command), command.getSubcommands().values().stream().flatMap(HelpTest::withSubcommands));
    }
}
