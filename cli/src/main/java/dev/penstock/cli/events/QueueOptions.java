package dev.penstock.cli.events;

import dev.penstock.cli.DatabaseOptions;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.postgres.PostgresWebhookQueue;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** The database in which events wait. */
final class QueueOptions {

    /** As {@code EventOutbox.queueName} of the gateway begins them. */
    private static final String PREFIX = "events:";

    private static final Pattern DESTINATION = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    @Mixin
    private DatabaseOptions options;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    private @Nullable DataSource database;

    /** The destinations of which something is kept aside. */
    List<String> destinations() {
        return PostgresWebhookQueue.namesWithAside(database()).stream()
                .filter(name -> name.startsWith(PREFIX))
                .map(name -> name.substring(PREFIX.length()))
                .toList();
    }

    PostgresWebhookQueue queue(String destination) {
        if (!DESTINATION.matcher(destination).matches()) {
            throw new UsageFailure(
                    "A destination is named by lower-case letters, digits and hyphens, as in the configuration.");
        }
        return PostgresWebhookQueue.named(database(), PREFIX + destination);
    }

    private DataSource database() {
        if (database == null) {
            database = options.open(mixee);
        }
        return database;
    }
}
