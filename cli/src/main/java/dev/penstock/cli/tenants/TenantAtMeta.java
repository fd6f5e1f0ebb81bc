package dev.penstock.cli.tenants;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.Paint;
import dev.penstock.cli.flow.FlowLint;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.doctor.CheckOutcome;
import dev.penstock.doctor.Diagnosis;
import dev.penstock.doctor.Doctor;
import dev.penstock.graph.GraphClient;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.graph.push.FlowPush;
import dev.penstock.graph.push.FlowSource;
import dev.penstock.graph.push.PushResult;
import dev.penstock.id.WabaId;
import dev.penstock.trust.AppSecrets;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** What a new tenant needs at Meta: its key with every number, its Flow with the endpoint, and a look at all. */
final class TenantAtMeta {

    @Option(names = "--waba", paramLabel = "ID", description = "Its account at Meta, whose numbers all get the key.")
    private @Nullable WabaId account;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            description = "The public URL of the gateway, such as https://flows.example.com; the path of the Flow is"
                    + " put behind it.")
    private @Nullable URI gateway;

    @Option(
            names = "--lock-file",
            paramLabel = "FILE",
            defaultValue = "penstock-flows.json",
            description = "Where the ids of pushed Flows are noted; default ${DEFAULT-VALUE}.")
    private Path lockFile;

    @Mixin
    private GraphOptions graph;

    /** A tenant that is in the database. */
    record Added(String name, String flow, BusinessPublicKey key, AppSecrets appSecrets, Optional<Path> flowJson) {}

    /** Asked before anything is written: what is missing on the command line is said then. */
    boolean isAsked() {
        if (account == null && gateway != null) {
            throw new UsageFailure("--endpoint needs --waba: the account to which the Flow is pushed.");
        }
        if (account != null) {
            graph.open().close();
        }
        return account != null;
    }

    /** A line for its settings, so that penstock keys watch knows the account. */
    String settings() {
        return account == null ? "" : "waba: \"%s\"\n".formatted(account.value());
    }

    /** The exit code. */
    int bring(Added tenant, OutputOption output) {
        var asked = Objects.requireNonNull(account);
        try (var client = graph.open()) {
            output.progress("Registering key %s for every number of account %s …"
                    .formatted(tenant.key().id(), asked));
            var numbers = KeyRegistration.of(client).register(asked, tenant.key());
            var pushed = push(client, asked, tenant, output);
            output.progress("Looking at everything from the key to the endpoint …");
            var report = doctor(client, asked, tenant, pushed);
            boolean isFine = report.stream().noneMatch(finding -> finding.verdict() == CheckOutcome.RED)
                    && pushed.stream()
                            .allMatch(result -> result.validationErrors().isEmpty());
            print(tenant, numbers.size(), pushed, report, isFine, output);
            return isFine ? 0 : 1;
        }
    }

    private Optional<URI> endpoint(Added tenant) {
        return Optional.ofNullable(gateway)
                .map(base -> URI.create("%s/flows/%s/%s"
                        .formatted(base.toString().replaceAll("/+$", ""), tenant.name(), tenant.flow())));
    }

    private Optional<PushResult> push(GraphClient client, WabaId waba, Added tenant, OutputOption output) {
        var endpoint = endpoint(tenant);
        if (tenant.flowJson().isEmpty() || endpoint.isEmpty()) {
            return Optional.empty();
        }
        output.progress("Pushing the Flow %s with its endpoint …".formatted(tenant.flow()));
        var source = FlowSource.of(
                        tenant.flow(),
                        List.of("OTHER"),
                        FlowJsonFile.bytes(tenant.flowJson().get()))
                .withEndpointUri(endpoint.get());
        return Optional.of(
                FlowPush.of(client, waba, lockFile, FlowLint.standard()).push(source, false));
    }

    private List<Diagnosis> doctor(GraphClient client, WabaId waba, Added tenant, Optional<PushResult> pushed) {
        var doctor = Doctor.create()
                .publicKey(tenant.key())
                .appSecrets(tenant.appSecrets())
                .graph(client, waba);
        endpoint(tenant).ifPresent(doctor::endpoint);
        pushed.flatMap(PushResult::flow).ifPresent(doctor::flow);
        tenant.flowJson().ifPresent(file -> doctor.flowJson(FlowJsonFile.bytes(file), FlowLint.standard()));
        return doctor.examine().findings();
    }

    private static void print(
            Added tenant,
            int numbers,
            Optional<PushResult> pushed,
            List<Diagnosis> report,
            boolean isFine,
            OutputOption output) {
        var lines = new ArrayList<String>();
        lines.add("Added %1$s with the key %2$s, registered for %3$d numbers; it is served at /flows/%1$s/%4$s."
                .formatted(tenant.name(), tenant.key().id(), numbers, tenant.flow()));
        pushed.flatMap(PushResult::flow)
                .ifPresent(flow -> lines.add(
                        "The Flow is %s at Meta, as a draft: penstock flow publish %s".formatted(flow, flow)));
        pushed.ifPresent(result ->
                result.validationErrors().forEach(error -> lines.add("Meta: " + Paint.harmless(error.toString()))));
        report.stream()
                .filter(finding -> finding.verdict() == CheckOutcome.RED)
                .forEach(finding -> lines.add("red      %s: %s%n         cure: %s"
                        .formatted(finding.check(), Paint.harmless(finding.found()), Paint.harmless(finding.cure()))));
        lines.add(isFine ? "Nothing is broken." : "The tenant is there; mend what is above, then run penstock doctor.");
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("tenant", tenant.name());
        fields.put("key", tenant.key().id());
        fields.put("numbers", numbers);
        fields.put("path", "/flows/%s/%s".formatted(tenant.name(), tenant.flow()));
        pushed.flatMap(PushResult::flow).ifPresent(flow -> fields.put("flow", flow.value()));
        fields.put("healthy", isFine);
        output.print(String.join("\n", lines), fields);
    }
}
