package dev.penstock.cli.tenants;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.OutputOption;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.gateway.config.StoredTenants;
import dev.penstock.gateway.tenants.TenantRecord;
import dev.penstock.gateway.tenants.TenantStore;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock tenants rotate}. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
            "Exchange the key pair of a tenant: a new key becomes the current one, and the one before still opens"
                    + " requests.",
            "With --finish the one before is forgotten. With --seals every tenant is sealed anew under the current"
                    + " key-encryption key."
        })
final class RotateTenantCommand implements Callable<Integer> {

    private static final String CURRENT = "private-key-env: PRIVATE_KEY\n";
    private static final String PREVIOUS = "previous-private-key-env: PREVIOUS_PRIVATE_KEY\n";

    @Parameters(index = "0", arity = "0..1", paramLabel = "TENANT", description = "Its name.")
    private @Nullable String name;

    @Mixin
    private StoreOptions store;

    @Option(names = "--finish", description = "Forget the key before, when phones no longer use it.")
    private boolean isFinish;

    @Option(
            names = "--seals",
            description =
                    "Seal the secrets of all tenants anew, after another key-encryption key became the current one.")
    private boolean isSeals;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "Where to write the new public key, to be uploaded to Meta; default TENANT.public.pem.")
    private @Nullable Path publicKey;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() {
        if (isSeals == (name != null) || (isSeals && isFinish)) {
            throw new UsageFailure("Give the name of a tenant, perhaps with --finish, or --seals alone.");
        }
        if (isSeals) {
            int count = store.call(TenantStore::resealAll);
            output.print("Sealed %d tenants anew.".formatted(count), Map.of("sealed", count));
            return 0;
        }
        var tenant = String.valueOf(name);
        if (isFinish) {
            store.call(tenants -> change(tenants, tenant, RotateTenantCommand::withoutPrevious));
            output.print("%s has one key now.".formatted(tenant), Map.of("tenant", tenant, "finished", true));
            return 0;
        }
        return begin(tenant);
    }

    private int begin(String tenant) {
        var key = PrivateKeys.generate();
        var file = publicKey == null ? Path.of(tenant + ".public.pem") : publicKey;
        store.call(tenants -> change(tenants, tenant, record -> withNew(record, PrivateKeys.clearPem(key))));
        OwnerOnly.writePublic(
                file.toAbsolutePath(), BusinessPublicKey.of(key).pem().getBytes(StandardCharsets.US_ASCII));
        var id = BusinessPublicKey.of(key).id();
        output.print(
                """
                %1$s opens requests under the new key %2$s and under the one before. Next:
                  penstock keys register --waba WABA --public-key %3$s
                and after some days: penstock tenants rotate %1$s --finish\
                """.formatted(tenant, id, file), Map.of("tenant", tenant, "key", id, "public_key", file.toString()));
        return 0;
    }

    @FunctionalInterface
    private interface Change {
        TenantRecord of(TenantRecord before);
    }

    private static boolean change(TenantStore tenants, String name, Change change) {
        var after = change.of(tenants.find(name).orElseThrow(() -> TenantNames.unknown(name)));
        new StoredTenants().read(name, after).close();
        tenants.put(name, after);
        return true;
    }

    private static TenantRecord withNew(TenantRecord before, String privatePem) {
        if (before.secrets().containsKey("PREVIOUS_PRIVATE_KEY")) {
            throw new CommandFailure("A key is being exchanged already: end that with --finish first.");
        }
        if (!before.settings().contains(CURRENT)) {
            throw new CommandFailure(
                    "The settings of this tenant name its key otherwise than penstock tenants add does.");
        }
        var secrets = new LinkedHashMap<>(before.secrets());
        secrets.put("PREVIOUS_PRIVATE_KEY", String.valueOf(secrets.put("PRIVATE_KEY", privatePem)));
        return new TenantRecord(before.settings().replace(CURRENT, CURRENT + PREVIOUS), before.documents(), secrets);
    }

    private static TenantRecord withoutPrevious(TenantRecord before) {
        var secrets = new LinkedHashMap<>(before.secrets());
        if (secrets.remove("PREVIOUS_PRIVATE_KEY") == null) {
            throw new CommandFailure("No key of this tenant is being exchanged.");
        }
        return new TenantRecord(before.settings().replace(PREVIOUS, ""), before.documents(), secrets);
    }
}
