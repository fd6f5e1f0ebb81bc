package dev.penstock.examples.booking.drill;

import dev.penstock.testing.Exchange;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Taps again until there is an answer to go on with, as a person does who reads "please try again", and counts what
 * came in between.
 */
final class Taps {

    private static final int MAX_TAPS = 400;
    private static final long PAUSE_MILLIS = 150;

    private final Report report;

    Taps(Report report) {
        this.report = report;
    }

    /**
     * The first answer on one of the wanted screens; {@code SUCCESS} is one. A message counts as an answer if it is
     * elsewhere.
     */
    Exchange until(Supplier<Exchange> tap, String... screens) throws InterruptedException {
        for (int i = 0; i < MAX_TAPS; i++) {
            var answer = tap.get();
            count(answer);
            var screen = Person.screen(answer);
            for (var wanted : screens) {
                if (screen.equals(Optional.of(wanted)) && !isTryAgain(answer)) {
                    return answer;
                }
            }
            if (answer.status() == 427) {
                return answer;
            }
            Thread.sleep(PAUSE_MILLIS);
        }
        report.problem("After %d taps there is still no answer to go on with.".formatted(MAX_TAPS));
        return tap.get();
    }

    private void count(Exchange answer) {
        report.add("requests", 1);
        report.max("slowest answer, milliseconds", answer.took().toMillis());
        switch (answer.outcome()) {
            case Exchange.Answered answered -> {
                if (isTryAgain(answer)) {
                    report.add("answers that say: please try again", 1);
                }
            }
            case Exchange.Refused refused -> report.add("answers with status %d".formatted(refused.status()), 1);
            case Exchange.TimedOut late -> report.add("no answer within ten seconds", 1);
            case Exchange.Unreachable gone -> report.add("connections refused or cut", 1);
            case Exchange.Unopened unopened -> report.problem("An answer does not open.");
            case Exchange.Malformed malformed -> report.problem("An answer is no JSON object.");
        }
    }

    /** A screen that came with nothing but a message: what the endpoint says when something failed. */
    private static boolean isTryAgain(Exchange answer) {
        return Person.hasMessage(answer) && Person.data(answer).size() == 1;
    }
}
