package dev.penstock.cli.tenants;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.OutputOption;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock tenants remove}. */
@Command(
        name = "remove",
        mixinStandardHelpOptions = true,
        description =
                "Remove a tenant with its private key and secrets. Every gateway answers 404 for it within a second.")
final class RemoveTenantCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "TENANT", description = "Its name.")
    private String name;

    @Mixin
    private StoreOptions store;

    @Option(names = "--yes", description = "Do it: the private key is gone then.")
    private boolean isSure;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        if (!isSure) {
            throw new UsageFailure("The private key and the secrets of the tenant will be gone: give --yes to do it.");
        }
        if (!store.call(tenants -> tenants.remove(name))) {
            throw TenantNames.unknown(name);
        }
        output.print("Removed %s.".formatted(name), Map.of("tenant", name, "removed", true));
        return 0;
    }
}
