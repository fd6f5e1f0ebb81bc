package dev.penstock.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.cli.Failures.UsageFailure;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;

/** The database that replicas share. */
public final class DatabaseOptions {

    private static final long CONNECTION_TIMEOUT_MILLIS = 5_000;

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

    private final SecretFileWarning warning = new SecretFileWarning();

    /**
     * Connections, open until they are closed or the command ends.
     *
     * @param command who asks, for warnings
     */
    public HikariDataSource open(CommandSpec command) {
        if (!url.startsWith("jdbc:postgresql:") || url.contains("password")) {
            throw new UsageFailure(
                    "--database takes a URL such as jdbc:postgresql://127.0.0.1/penstock, without the password:"
                            + " give that with --database-password-file or --database-password-env.");
        }
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        Optional.ofNullable(user).ifPresent(config::setUsername);
        warning.check(command, passwordFile, "database password");
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
