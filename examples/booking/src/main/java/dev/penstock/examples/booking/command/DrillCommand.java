package dev.penstock.examples.booking.command;

import dev.penstock.examples.booking.drill.KillDrill;
import dev.penstock.examples.booking.drill.OutageDrill;
import dev.penstock.examples.booking.drill.RaceDrill;
import dev.penstock.examples.booking.drill.RepeatDrill;
import dev.penstock.examples.booking.drill.Report;
import java.time.Duration;
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
                    int phones,
            @Option(
                            names = "--at-most",
                            paramLabel = "DURATION",
                            defaultValue = "PT24H",
                            description = "Begin no new race after this time, for example PT30M.")
                    Duration atMost)
            throws InterruptedException {
        return print(RaceDrill.run(rounds, phones, atMost));
    }

    @Command(
            name = "kill",
            mixinStandardHelpOptions = true,
            description = "Server processes are killed at random moments while people book.")
    int kill(
            @Option(names = "--rounds", defaultValue = "20", description = "How many kills; default ${DEFAULT-VALUE}.")
                    int rounds)
            throws InterruptedException {
        return print(KillDrill.run(rounds));
    }

    @Command(
            name = "outage",
            mixinStandardHelpOptions = true,
            description = "PostgreSQL is stopped and started while people book.")
    int outage(
            @Option(names = "--rounds", defaultValue = "3", description = "How many outages; default ${DEFAULT-VALUE}.")
                    int rounds)
            throws InterruptedException {
        return print(OutageDrill.run(rounds));
    }

    @Command(
            name = "repeat",
            mixinStandardHelpOptions = true,
            description = "The same bytes come several times at once to two replicas behind a balancer.")
    int repeat(
            @Option(names = "--rounds", defaultValue = "50", description = "How many people; default ${DEFAULT-VALUE}.")
                    int rounds)
            throws InterruptedException {
        return print(RepeatDrill.run(rounds));
    }

    private int print(Report report) {
        output.print(report.text(), report.asMap());
        return report.isFine() ? 0 : 1;
    }
}
