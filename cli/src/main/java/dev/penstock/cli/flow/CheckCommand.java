package dev.penstock.cli.flow;

import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.InputFile;
import dev.penstock.flowjson.lint.LintReport;
import dev.penstock.flowjson.lint.Linter;
import dev.penstock.flowjson.report.HumanReport;
import dev.penstock.flowjson.report.MetaReport;
import dev.penstock.flowjson.report.SarifReport;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock flow check}: what Meta will refuse, before it is uploaded. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Check Flow JSON documents against everything Meta documents, and report all that is found.",
            "Exit code 1 if there is an error; warnings alone leave it at 0. With --new, a frozen version is an error."
        })
final class CheckCommand implements Callable<Integer> {

    enum Format {
        text,
        json,
        sarif
    }

    @Parameters(paramLabel = "FILE", arity = "1..*", description = "The documents.")
    private List<Path> files;

    @Option(
            names = {"-o", "--output"},
            paramLabel = "FORMAT",
            defaultValue = "text",
            description = "text for people, json in the shape of Meta's validation_errors, sarif for code review tools;"
                    + " default ${DEFAULT-VALUE}.")
    private Format format;

    @Option(
            names = "--strict",
            description = "Take the documentation at its word where phones have been seen to be laxer.")
    private boolean strict;

    @Option(
            names = "--new",
            description = "The Flows are not published yet: a frozen version is an error, since Meta publishes nothing"
                    + " in it any more.")
    private boolean isNew;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var linter = isNew ? Linter.standard().forNewFlows() : Linter.standard();
        linter = strict ? linter.strict() : linter;
        var reports = new LinkedHashMap<Path, LintReport>();
        for (var file : files) {
            reports.put(file, linter.check(file));
        }
        var out = spec.commandLine().getOut();
        out.println(
                switch (format) {
                    case text -> text(reports);
                    case json -> json(reports);
                    case sarif -> sarif(reports);
                });
        out.flush();
        return reports.values().stream().anyMatch(LintReport::hasErrors) ? 1 : 0;
    }

    private static String text(Map<Path, LintReport> reports) {
        var text = new StringBuilder();
        reports.forEach((file, report) -> text.append(InputFile.problem(file, FlowJsonFile.WHAT)
                        .orElseGet(() -> HumanReport.of(file.toString(), source(file), report)))
                .append('\n'));
        return text.toString().stripTrailing();
    }

    /** One document: Meta's object. Several: an object of such objects by file. */
    private static String json(Map<Path, LintReport> reports) {
        if (reports.size() == 1) {
            return MetaReport.of(reports.values().iterator().next());
        }
        var byFile = new LinkedHashMap<String, Object>();
        reports.forEach((file, report) -> byFile.put(file.toString(), MetaReport.asMap(report)));
        return StrictJson.writePretty(byFile);
    }

    private static String sarif(Map<Path, LintReport> reports) {
        var sarif = SarifReport.create();
        reports.forEach((file, report) -> sarif.add(file.toString(), report));
        return sarif.write();
    }

    /** The lines to draw; a file that cannot be read has its one finding without. */
    private static String source(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            return "";
        }
    }
}
