package dev.penstock.cli.answers;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.OutputFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.postgres.FlowAnswers;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock answers export}. */
@Command(
        name = "export",
        mixinStandardHelpOptions = true,
        description = {
            "Write what people sent by completing Flows as CSV for a spreadsheet, or as one JSON object a line.",
            "No cell of CSV is one that a spreadsheet takes for a formula: an apostrophe stands before it.",
            "On the standard output CSV is without what a terminal would obey; a file has every character."
        })
final class ExportAnswersCommand implements Callable<Integer> {

    private static final int MOST_COLUMNS = 1_000;
    private static final String WHAT = "export";

    @Option(names = "--csv", description = "As CSV, a column for each field, in UTF-8.")
    private boolean csv;

    @Option(names = "--jsonl", description = "As one JSON object a line.")
    private boolean jsonl;

    @Option(names = "--raw", description = "Also the messages as Meta delivered them.")
    private boolean raw;

    @Option(
            names = "--file",
            paramLabel = "FILE",
            description = "Writes to this file, which only its owner may read then; default the standard output.")
    private @Nullable Path file;

    @Mixin
    private AnswerSelectionOptions selection;

    @Mixin
    private KeptAnswersOptions kept;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (List.of(csv, jsonl, output.isJson()).stream().filter(is -> is).count() != 1) {
            throw new UsageFailure("Give --csv, --jsonl or -o json, one of the three.");
        }
        OutputFile.require(file, WHAT);
        kept.use(file == null ? answers -> write(answers, spec.commandLine().getOut()) : this::writeToFile);
        return 0;
    }

    private void writeToFile(FlowAnswers answers) {
        var path = java.util.Objects.requireNonNull(file);
        int count;
        try (var out = new PrintWriter(OutputFile.openForOwner(path, WHAT))) {
            count = write(answers, out);
            if (out.checkError()) {
                throw new CommandFailure(
                        "The export cannot be written to %s to its end: is the disk full?".formatted(path));
            }
        }
        output.progress("Wrote %d answers to %s.".formatted(count, path));
    }

    private int write(FlowAnswers answers, PrintWriter out) {
        var chosen = selection.selection(raw);
        int count;
        if (csv) {
            var names = answers.fieldNames(chosen, MOST_COLUMNS + 1);
            var table = new AnswerCsv(
                    names.subList(0, Math.min(MOST_COLUMNS, names.size())), names.size() > MOST_COLUMNS, raw);
            out.print(table.head());
            count = AnswersWriter.each(answers, chosen, (answer, isFirst) -> out.print(table.row(answer)));
        } else if (jsonl) {
            count = AnswersWriter.each(answers, chosen, (answer, isFirst) -> out.print(AnswerJson.of(answer) + "\n"));
        } else {
            count = AnswersWriter.json(answers, chosen, out);
        }
        out.flush();
        return count;
    }
}
