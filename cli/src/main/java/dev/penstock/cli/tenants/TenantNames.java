package dev.penstock.cli.tenants;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.gateway.Tenant;

/** What is said of a name that is none. */
final class TenantNames {

    private TenantNames() {}

    static CommandFailure unknown(String name) {
        return new CommandFailure(
                Tenant.isName(name)
                        ? "There is no tenant %s: penstock tenants list shows all.".formatted(name)
                        : "There is no tenant of this name: penstock tenants list shows all.");
    }
}
