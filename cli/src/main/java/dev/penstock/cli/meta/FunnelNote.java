package dev.penstock.cli.meta;

import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.cli.DatabaseOptions;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.postgres.FlowFunnel;
import dev.penstock.postgres.PostgresStoreException;
import java.sql.SQLException;
import java.util.Optional;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** Notes messages that open a Flow, with which its funnel begins. */
final class FunnelNote {

    @Option(
            names = "--funnel",
            paramLabel = "NAME",
            required = true,
            description = "Note the message where penstock flow funnel NAME reads; needs --database.")
    private String flow;

    @Option(
            names = "--version-of-flow",
            paramLabel = "VERSION",
            defaultValue = "none",
            description = "Of which version of the Flow JSON it is, as the funnel names it; default ${DEFAULT-VALUE}.")
    private String version;

    @ArgGroup(exclusive = false, multiplicity = "1")
    private DatabaseOptions database;

    /** Connects, so that nothing is sent that could not be noted. */
    HikariDataSource open(CommandSpec command) {
        var pool = database.open(command);
        try {
            pool.getConnection().close();
            return pool;
        } catch (SQLException away) {
            pool.close();
            throw new CommandFailure("The database of the funnel cannot be reached, so nothing was sent.");
        }
    }

    /** Notes a message that was sent; what went wrong, if something did. */
    Optional<String> note(HikariDataSource pool, String messageId) {
        try {
            FlowFunnel.sent(pool, flow, version, messageId);
            return Optional.empty();
        } catch (PostgresStoreException failed) {
            return Optional.of("The message was sent, and is not in the funnel: " + failed.getMessage());
        }
    }
}
