package dev.penstock.cli.answers;

import dev.penstock.cli.OutputOption;
import dev.penstock.cli.Paint;
import dev.penstock.postgres.FlowAnswers;
import dev.penstock.postgres.SentAnswer;
import java.io.PrintWriter;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code penstock answers list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List what people sent by completing Flows, in the order in which it was kept.",
            "It is personal data. Fields that are sealed are shown with the key only."
        })
final class ListAnswersCommand implements Callable<Integer> {

    private static final String LINE = "%-20s  %-16s  %-20s  %s%n";

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
        kept.use(answers -> list(answers, spec.commandLine().getOut()));
        return 0;
    }

    private void list(FlowAnswers answers, PrintWriter out) {
        if (output.isJson()) {
            AnswersWriter.json(answers, selection.selection(false), out);
        } else if (AnswersWriter.each(answers, selection.selection(false), (answer, isFirst) -> {
                    if (isFirst) {
                        out.printf(LINE, "COMPLETED", "FLOW", "PERSON", "FIELDS");
                    }
                    print(answer, out);
                })
                == 0) {
            out.println("No answer is kept.");
        }
        out.flush();
    }

    /** Not a table as wide as it has to be: that would have all of them in memory. */
    private static void print(SentAnswer answer, PrintWriter out) {
        out.printf(
                LINE,
                answer.completedAt().truncatedTo(ChronoUnit.SECONDS),
                Paint.harmless(answer.flow().or(answer::flowId).orElse("-")),
                Paint.harmless(answer.phoneNumber().or(answer::userId).orElse("-")),
                AnswerJson.text(answer.fields())
                        + (answer.sealed().isEmpty()
                                ? ""
                                : " sealed: " + Paint.harmless(String.join(", ", answer.sealed()))));
    }
}
