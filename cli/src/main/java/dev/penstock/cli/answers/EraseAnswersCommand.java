package dev.penstock.cli.answers;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.OutputOption;
import dev.penstock.postgres.FlowAnswers;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock answers erase}. */
@Command(
        name = "erase",
        mixinStandardHelpOptions = true,
        description = {
            "Erase what one person sent, with all that is sealed of it and the messages as Meta delivered them.",
            "What Meta told under the person's number and under the user id is found by either of them."
        })
final class EraseAnswersCommand implements Callable<Integer> {

    @Mixin
    private AnswerSelectionOptions selection;

    @Option(names = "--yes", description = "Do not ask.")
    private boolean sure;

    @Mixin
    private KeptAnswersOptions kept;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        if (!selection.hasPerson()) {
            throw new UsageFailure("Say whose answers are erased with --person: a phone number with its country code,"
                    + " or a business-scoped user id.");
        }
        kept.use(this::erase);
        return 0;
    }

    private void erase(FlowAnswers answers) {
        var chosen = selection.selection(false);
        long count = answers.count(chosen);
        if (count > 0 && !sure) {
            ask(count);
        }
        int erased = count == 0 ? 0 : answers.erase(chosen);
        output.print(
                erased == 0 ? "No answer of this person is kept." : "Erased %s.".formatted(rows(erased)),
                Map.of("erased", erased));
    }

    private static void ask(long count) {
        var console = System.console();
        if (console == null || !console.isTerminal()) {
            throw new UsageFailure("%s of this person would be erased, and cannot be had again: give --yes to erase."
                    .formatted(rows(count)));
        }
        var answer = console.readLine(
                "%s of this person will be erased, and cannot be had again. Type yes to erase: ", rows(count));
        if (answer == null || !answer.strip().equalsIgnoreCase("yes")) {
            throw new CommandFailure("Nothing was erased.");
        }
    }

    private static String rows(long count) {
        return count == 1 ? "1 answer" : count + " answers";
    }
}
