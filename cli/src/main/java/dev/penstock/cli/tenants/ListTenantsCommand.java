package dev.penstock.cli.tenants;

import dev.penstock.cli.OutputOption;
import dev.penstock.gateway.tenants.TenantStore;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** {@code penstock tenants list}. */
@Command(name = "list", mixinStandardHelpOptions = true, description = "List the names of all tenants.")
final class ListTenantsCommand implements Callable<Integer> {

    @Mixin
    private StoreOptions store;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        var names = store.call(TenantStore::names);
        output.print(names.isEmpty() ? "There are no tenants." : String.join("\n", names), Map.of("tenants", names));
        return 0;
    }
}
