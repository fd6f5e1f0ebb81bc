package dev.penstock.cli.tenants;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.OutputOption;
import dev.penstock.gateway.config.StoredTenants;
import java.util.LinkedHashMap;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** {@code penstock tenants show}. */
@Command(
        name = "show",
        mixinStandardHelpOptions = true,
        description = "Show the settings of a tenant and the ids of its keys; no secret is shown.")
final class ShowTenantCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "TENANT", description = "Its name.")
    private String name;

    @Mixin
    private StoreOptions store;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        var record = store.call(tenants -> tenants.find(name)).orElseThrow(() -> TenantNames.unknown(name));
        var tenant = new StoredTenants().read(name, record);
        var keys = tenant.flows().values().stream()
                .findFirst()
                .map(endpoint -> endpoint.keyset().ids())
                .orElseThrow(() -> new CommandFailure("The tenant %s has no Flow.".formatted(name)));
        var flows = new TreeSet<>(tenant.flows().keySet());
        tenant.close();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("tenant", name);
        fields.put("flows", flows);
        fields.put("keys", keys);
        fields.put("documents", new TreeSet<>(record.documents().keySet()));
        fields.put("settings", record.settings());
        output.print(
                "%s: keys %s, current first; secrets %s.\n%s"
                        .formatted(
                                name,
                                keys,
                                new TreeSet<>(record.secrets().keySet()),
                                record.settings().strip()),
                fields);
        return 0;
    }
}
