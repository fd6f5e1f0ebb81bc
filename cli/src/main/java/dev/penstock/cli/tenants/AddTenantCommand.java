package dev.penstock.cli.tenants;

import dev.penstock.cli.AppSecretOptions;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.SecretSource;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.OwnerOnly;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.gateway.Tenant;
import dev.penstock.gateway.config.StoredTenants;
import dev.penstock.gateway.tenants.TenantRecord;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock tenants add}. */
@Command(
        name = "add",
        mixinStandardHelpOptions = true,
        description = {
            "Add a business with one Flow: makes its key pair and writes it, sealed, into the database.",
            "Every gateway on that database serves it within a second, at /flows/TENANT/FLOW.",
            "With --waba also register the key for every number of that account, push the Flow with its endpoint if"
                    + " --endpoint is given, and let the doctor look at all of it.",
            "Exit code 1 if something at Meta is not as it should be; the tenant is then there all the same."
        })
final class AddTenantCommand implements Callable<Integer> {

    @Parameters(
            index = "0",
            paramLabel = "TENANT",
            description = "Its name, a part of its URL: lower-case letters, digits and hyphens.")
    private String name;

    @Mixin
    private StoreOptions store;

    @Option(
            names = "--flow",
            paramLabel = "NAME",
            required = true,
            description = "The name of the Flow, the last part of its URL.")
    private String flow;

    @Option(names = "--backend", paramLabel = "URL", required = true, description = "Who decides what people see next.")
    private URI backend;

    @Option(
            names = "--flow-json",
            paramLabel = "FILE",
            description = "The Flow JSON, against which answers are checked.")
    private @Nullable Path flowJson;

    @Mixin
    private AppSecretOptions appSecret;

    @Option(
            names = "--signing-secret-file",
            paramLabel = "FILE",
            description = "The secret (whsec_…) with which requests to the backend are signed; default not signed.")
    private @Nullable Path signingSecret;

    @Option(
            names = "--public-key",
            paramLabel = "FILE",
            description = "Where to write the public key, to be uploaded to Meta; default TENANT.public.pem.")
    private @Nullable Path publicKey;

    @Mixin
    private TenantAtMeta meta;

    @Mixin
    private OutputOption output;

    @Override
    public Integer call() throws IOException {
        if (!Tenant.isName(name) || !Tenant.isName(flow)) {
            throw new UsageFailure(
                    "The names of tenants and Flows are lower-case letters, digits and hyphens, at most 64: they are"
                            + " part of a URL.");
        }
        boolean isForMeta = meta.isAsked();
        var key = PrivateKeys.generate();
        var record = record(PrivateKeys.clearPem(key));
        new StoredTenants().read(name, record).close(); // says everything that is wrong before it is written
        var file = publicKey == null ? Path.of(name + ".public.pem") : publicKey;
        store.call(tenants -> {
            if (tenants.names().contains(name)) {
                throw new CommandFailure(
                        "There is a tenant %s already: remove it first, or choose another name.".formatted(name));
            }
            OwnerOnly.writePublic(
                    file.toAbsolutePath(), BusinessPublicKey.of(key).pem().getBytes(StandardCharsets.US_ASCII));
            tenants.put(name, record);
            return true;
        });
        var id = BusinessPublicKey.of(key).id();
        if (isForMeta) {
            return meta.bring(
                    new TenantAtMeta.Added(
                            name, flow, BusinessPublicKey.of(key), appSecret.required(), Optional.ofNullable(flowJson)),
                    output);
        }
        output.print(
                """
                Added %1$s with the key %2$s; it is served at /flows/%1$s/%3$s. Next:
                  penstock keys register --waba WABA --public-key %4$s
                  penstock flow push FILE --waba WABA --endpoint https://YOUR.HOST/flows/%1$s/%3$s\
                """.formatted(name, id, flow, file),
                Map.of(
                        "tenant",
                        name,
                        "key",
                        id,
                        "public_key",
                        file.toString(),
                        "path",
                        "/flows/%s/%s".formatted(name, flow)));
        return 0;
    }

    private TenantRecord record(String privatePem) throws IOException {
        var secrets = new LinkedHashMap<String, String>();
        secrets.put("PRIVATE_KEY", privatePem);
        secrets.put(
                "APP_SECRET",
                appSecret
                        .text()
                        .orElseThrow(() -> new UsageFailure(
                                "The app secret is needed: give --app-secret-env or --app-secret-file.")));
        SecretSource.read(signingSecret, null, "signing secret")
                .ifPresent(secret -> secrets.put("SIGNING_SECRET", secret));
        var documents = new LinkedHashMap<String, String>();
        if (flowJson != null) {
            FlowJsonFile.load(flowJson);
            documents.put(flow + ".json", Files.readString(flowJson));
        }
        var settings = new StringBuilder("""
            %sprivate-key-env: PRIVATE_KEY
            app-secrets: [{env: APP_SECRET}]
            flows:
              - flow: %s
            """.formatted(meta.settings(), flow));
        if (!documents.isEmpty()) {
            settings.append("    flow-json: ").append(flow).append(".json\n");
        }
        settings.append("    backend:\n      url: \"").append(backend).append("\"\n");
        if (secrets.containsKey("SIGNING_SECRET")) {
            settings.append("      signing-secret-env: SIGNING_SECRET\n");
        }
        return new TenantRecord(settings.toString(), documents, secrets);
    }
}
