package dev.penstock.cli.events;

import dev.penstock.postgres.PostgresWebhookQueue;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock events retry}. */
@Command(
        name = "retry",
        mixinStandardHelpOptions = true,
        description = "Have the gateway send events again that are kept aside, with their tries counted anew.")
final class RetryEventsCommand implements Callable<Integer> {

    @Mixin
    private ChosenEvents events;

    @Override
    public Integer call() {
        events.forEach("retried", PostgresWebhookQueue::takeUpAgain, PostgresWebhookQueue::takeUpAgain);
        return 0;
    }
}
