package dev.penstock.cli.tenants;

import picocli.CommandLine.Command;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock tenants}: the businesses that a gateway serves from PostgreSQL. */
@Command(
        name = "tenants",
        mixinStandardHelpOptions = true,
        description = {
            "Tenants of a gateway in PostgreSQL.",
            "Each is one business, with keys, secrets and backends of its own."
        },
        subcommands = {
            InitTenantsCommand.class,
            AddTenantCommand.class,
            ListTenantsCommand.class,
            ShowTenantCommand.class,
            RemoveTenantCommand.class,
            RotateTenantCommand.class,
            HelpCommand.class
        })
public final class TenantsCommand implements Runnable {

    @Spec
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Which command? See the list below.");
    }
}
