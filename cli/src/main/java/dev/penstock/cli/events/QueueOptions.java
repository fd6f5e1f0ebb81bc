package dev.penstock.cli.events;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.SecretFileWarning;
import dev.penstock.cli.SecretSource;
import dev.penstock.postgres.PostgresWebhookQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The database in which events wait. */
final class QueueOptions {

    /** As {@code EventOutbox.queueName} of the gateway begins them. */
    private static final String PREFIX = "events:";

    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

    private static final Pattern DESTINATION = Pattern.compile("[a-z0-9][a-z0-9-]{0,39}");

    @Option(
            names = "--database",
            paramLabel = "URL",
            required = true,
            description = "The database, such as jdbc:postgresql://127.0.0.1/penstock.")
    private String url;

    @Option(names = "--database-user", paramLabel = "NAME", description = "Who asks.")
    private @Nullable String user;

    @Option(
            names = "--database-password-env",
            paramLabel = "NAME",
            description = "The environment variable that holds the password.")
    private @Nullable String passwordVariable;

    @Option(names = "--database-password-file", paramLabel = "FILE", description = "The file that holds the password.")
    private @Nullable Path passwordFile;

    @Spec(Spec.Target.MIXEE)
    private CommandSpec mixee;

    private final SecretFileWarning warning = new SecretFileWarning();
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
            database = open();
        }
        return database;
    }

    /** Open until the command ends. */
    private DataSource open() {
        if (!url.startsWith("jdbc:postgresql:") || url.contains("password")) {
            throw new UsageFailure(
                    "--database takes a URL such as jdbc:postgresql://127.0.0.1/penstock, without the password:"
                            + " give that with --database-password-file or --database-password-env.");
        }
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        Optional.ofNullable(user).ifPresent(config::setUsername);
        warning.check(mixee, passwordFile, "database password");
        SecretSource.read(passwordFile, passwordVariable, "database password").ifPresent(config::setPassword);
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(-1);
        try {
            return new HikariDataSource(config);
        } catch (RuntimeException malformed) {
            throw new UsageFailure("--database takes a URL such as jdbc:postgresql://127.0.0.1/penstock.");
        }
    }
}
