package dev.penstock.cli.answers;

import dev.penstock.postgres.FlowAnswerSelection;
import dev.penstock.postgres.FlowAnswers;
import dev.penstock.postgres.SentAnswer;
import java.util.concurrent.atomic.AtomicInteger;

/** Writes answers one by one, however many there are. */
final class AnswersWriter {

    private AnswersWriter() {}

    interface Action {

        void on(SentAnswer answer, boolean isFirst);
    }

    /** How many there were. */
    static int each(FlowAnswers answers, FlowAnswerSelection selection, Action action) {
        var count = new AtomicInteger();
        answers.forEach(selection, answer -> action.on(answer, count.getAndIncrement() == 0));
        return count.get();
    }

    /** One JSON object; nothing is written before the database has answered. */
    static int json(FlowAnswers answers, FlowAnswerSelection selection, java.io.PrintWriter out) {
        int count = each(answers, selection, (answer, isFirst) -> {
            out.print(isFirst ? "{\"answers\": [\n  " : ",\n  ");
            out.print(AnswerJson.of(answer));
        });
        out.println(count == 0 ? "{\"answers\": []}" : "\n]}");
        return count;
    }
}
