package dev.penstock.cli.tenants;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.TenantDirectories;
import dev.penstock.gateway.tenants.TenantStore;
import java.nio.file.Path;
import java.util.function.Function;
import picocli.CommandLine.Option;

/** The database of tenants, as the configuration of the gateway names it. */
final class StoreOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            defaultValue = "penstock.yaml",
            description = "The configuration of the gateway, whose tenants.postgres says where they are; default"
                    + " ${DEFAULT-VALUE}.")
    private Path config;

    <T> T call(Function<TenantStore, T> work) {
        var settings = ConfigurationFile.at(config).read();
        settings.endpoints().values().forEach(dev.penstock.gateway.GatewayEndpoint::close);
        var postgres = settings.tenants()
                .flatMap(tenants -> tenants.postgres())
                .orElseThrow(() ->
                        new UsageFailure("%s has no tenants.postgres: add it, or write the file of each tenant by hand."
                                .formatted(config)));
        try (var pool = TenantDirectories.pool(postgres)) {
            return work.apply(TenantDirectories.store(postgres, pool));
        }
    }
}
