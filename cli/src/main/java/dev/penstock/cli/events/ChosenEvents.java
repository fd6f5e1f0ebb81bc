package dev.penstock.cli.events;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.OutputOption;
import dev.penstock.postgres.PostgresWebhookQueue;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.function.ToIntFunction;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Which events of which destination something is done with. */
final class ChosenEvents {

    @Parameters(paramLabel = "ID", arity = "0..*", description = "The events, as penstock events list names them.")
    private List<String> ids = new ArrayList<>();

    @Option(names = "--destination", paramLabel = "NAME", required = true, description = "The destination.")
    private String destination;

    @Option(names = "--all", description = "All that are kept aside for the destination.")
    private boolean all;

    @Mixin
    private QueueOptions database;

    @Mixin
    private OutputOption output;

    /**
     * Does it.
     *
     * @param done what it is called afterwards
     */
    void forEach(
            String done, BiPredicate<PostgresWebhookQueue, String> one, ToIntFunction<PostgresWebhookQueue> forAll) {
        if (all == !ids.isEmpty()) {
            throw new UsageFailure("Name the events by their ids, or give --all, one of the two.");
        }
        try (var queue = database.queue(destination)) {
            int count = 0;
            var unknown = new ArrayList<String>();
            for (var id : ids) {
                if (one.test(queue, "%s %s".formatted(destination, id))) {
                    count++;
                } else {
                    unknown.add(id);
                }
            }
            if (all) {
                count = forAll.applyAsInt(queue);
            }
            if (!unknown.isEmpty()) {
                throw new CommandFailure("%s %d. Not kept aside for %s: %s; penstock events list shows what is."
                        .formatted(capital(done), count, destination, String.join(", ", unknown)));
            }
            output.print("%s %d.".formatted(capital(done), count), Map.of(done, count));
        }
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }
}
