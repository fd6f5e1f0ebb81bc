package dev.penstock.cli;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.GatewaySettings;
import dev.penstock.gateway.config.SecretText;
import java.nio.file.Files;
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
            description = "The database, such as jdbc:postgresql://127.0.0.1/penstock; default that of --config.")
    private @Nullable String url;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "penstock.yaml",
            description = "The configuration of a gateway, whose database it is; default ${DEFAULT-VALUE}.")
    private Path gateway;

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
        if (url == null) {
            if (user != null || passwordVariable != null || passwordFile != null) {
                throw new UsageFailure("--database-user and the password are beside --database URL: give that, too.");
            }
            return open(settings());
        }
        if (!url.startsWith("jdbc:postgresql:") || url.contains("password")) {
            throw new UsageFailure(
                    "--database takes a URL such as jdbc:postgresql://127.0.0.1/penstock, without the password:"
                            + " give that with --database-password-file or --database-password-env.");
        }
        warning.check(command, passwordFile, "database password");
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        Optional.ofNullable(user).ifPresent(config::setUsername);
        SecretSource.read(passwordFile, passwordVariable, "database password").ifPresent(config::setPassword);
        try {
            return open(config);
        } catch (RuntimeException malformed) {
            throw new UsageFailure("--database takes a URL such as jdbc:postgresql://127.0.0.1/penstock.");
        }
    }

    private GatewaySettings.Database settings() {
        if (!Files.exists(gateway)) {
            throw new UsageFailure(
                    "Which database? Give --database URL, or --config FILE of a gateway that has one (there is no %s)."
                            .formatted(gateway));
        }
        var settings = ConfigurationFile.at(gateway).read();
        settings.endpoints().values().forEach(GatewayEndpoint::close);
        return settings.database()
                .orElseThrow(() -> new UsageFailure(
                        ("%s has no database, so what waits is in the memory of its process: give --database URL for"
                                        + " another.")
                                .formatted(gateway)));
    }

    private static HikariDataSource open(GatewaySettings.Database database) {
        var config = new HikariConfig();
        config.setJdbcUrl(database.url());
        database.user().ifPresent(config::setUsername);
        database.password().map(SecretText::reveal).ifPresent(config::setPassword);
        return open(config);
    }

    private static HikariDataSource open(HikariConfig config) {
        config.setMaximumPoolSize(2);
        config.setMinimumIdle(0);
        config.setConnectionTimeout(CONNECTION_TIMEOUT_MILLIS);
        config.setInitializationFailTimeout(-1);
        return new HikariDataSource(config);
    }
}
