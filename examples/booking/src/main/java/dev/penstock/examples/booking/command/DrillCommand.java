package dev.penstock.examples.booking.command;

import dev.penstock.examples.booking.drill.RaceDrill;
import dev.penstock.examples.booking.drill.Report;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock-booking drill}: runs that try to break the bookings. Exit code 1 if one of them succeeds. */
@Command(
        name = "drill",
        mixinStandardHelpOptions = true,
        description = {
            "Try to break the bookings, and count.",
            "Each drill starts an embedded PostgreSQL and two server processes of its own."
        })
final class DrillCommand {

    @Mixin
    private OutputOption output;

    @Command(
            name = "race",
            mixinStandardHelpOptions = true,
            description = "Many phones want the same last seats and slots at the same moment.")
    int race(
            @Option(names = "--rounds", defaultValue = "20", description = "How many races; default ${DEFAULT-VALUE}.")
                    int rounds,
            @Option(names = "--phones", defaultValue = "64", description = "In each; default ${DEFAULT-VALUE}.")
                    int phones)
            throws InterruptedException {
        return print(RaceDrill.run(rounds, phones));
    }

    private int print(Report report) {
        output.print(report.text(), report.asMap());
        return report.isFine() ? 0 : 1;
    }
}
