package dev.penstock.cli.events;

import dev.penstock.postgres.PostgresWebhookQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock events drop}. */
@Command(
        name = "drop",
        mixinStandardHelpOptions = true,
        description = "Forget events that are kept aside: nobody gets them any more.")
final class DropEventsCommand implements Callable<Integer> {

    private static final int BATCH = 1_000;

    @Mixin
    private ChosenEvents events;

    @Option(names = "--yes", description = "Really.")
    private boolean sure;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        if (!sure) {
            throw new ParameterException(
                    spec.commandLine(), "An event that was dropped cannot be had again: give --yes to drop it.");
        }
        events.forEach("dropped", PostgresWebhookQueue::drop, DropEventsCommand::dropAll);
        return 0;
    }

    private static int dropAll(PostgresWebhookQueue queue) {
        int all = 0;
        for (int some = BATCH; some == BATCH; all += some) {
            some = (int) queue.listAside(BATCH).stream()
                    .filter(aside -> queue.drop(aside.item().key()))
                    .count();
        }
        return all;
    }
}
