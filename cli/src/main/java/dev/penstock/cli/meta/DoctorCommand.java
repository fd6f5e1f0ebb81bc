package dev.penstock.cli.meta;

import dev.penstock.cli.AppSecretOptions;
import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.Paint;
import dev.penstock.cli.PrivateKeyArgument;
import dev.penstock.cli.flow.FlowLint;
import dev.penstock.cli.keys.KeyDirectory;
import dev.penstock.cli.keys.PassphraseOptions;
import dev.penstock.doctor.CheckOutcome;
import dev.penstock.doctor.Diagnosis;
import dev.penstock.doctor.Doctor;
import dev.penstock.doctor.DoctorReport;
import dev.penstock.graph.GraphClient;
import dev.penstock.id.FlowId;
import dev.penstock.id.WabaId;
import dev.penstock.trust.AppSecrets;
import dev.penstock.webhook.VerifyToken;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock doctor}: what is broken, why, and what to do. */
@Command(
        name = "doctor",
        mixinStandardHelpOptions = true,
        description = {
            "Walk the whole chain, say what is broken, and how to cure it.",
            "The chain: keys, clock, Meta, certificate, endpoint, Flow, webhook. What is not given is skipped.",
            "Nothing is changed at Meta; the endpoint gets health checks.",
            "Exit code 1 if anything is broken."
        })
public final class DoctorCommand implements Callable<Integer> {

    @Mixin
    private KeyDirectory directory;

    @Option(names = "--private-key", paramLabel = "FILE", description = "A private key, in place of the directory's.")
    private @Nullable Path privateKey;

    @Mixin
    private PassphraseOptions passphrase;

    @Mixin
    private AppSecretOptions appSecret;

    @Option(names = "--waba", paramLabel = "ID", description = "The account; without it Meta is not asked.")
    private @Nullable WabaId account;

    @Option(names = "--endpoint", paramLabel = "URL", description = "The public URL of the endpoint.")
    private @Nullable URI endpoint;

    @Option(names = "--flow", paramLabel = "ID", description = "The Flow at Meta.")
    private @Nullable FlowId flow;

    @Option(names = "--flow-json", paramLabel = "FILE", description = "The Flow JSON.")
    private @Nullable Path flowJson;

    @Option(names = "--webhook", paramLabel = "URL", description = "The public URL of the webhook.")
    private @Nullable URI webhook;

    @Mixin
    private VerifyTokenOptions verifyToken;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        var doctor = Doctor.create();
        keys(doctor);
        appSecret.text().map(AppSecrets::of).ifPresent(doctor::appSecrets);
        Optional.ofNullable(endpoint).ifPresent(doctor::endpoint);
        Optional.ofNullable(flow).ifPresent(doctor::flow);
        if (flowJson != null) {
            doctor.flowJson(FlowJsonFile.bytes(flowJson), FlowLint.standard());
        }
        webhook(doctor);
        if (account == null) {
            return report(examine(doctor));
        }
        try (GraphClient client = graph.open()) {
            return report(examine(doctor.graph(client, account)));
        }
    }

    private void keys(Doctor doctor) {
        var secret = passphrase.read().orElse(new char[0]);
        var ring = directory.ring(secret);
        if (privateKey == null && ring.exists()) {
            doctor.keyRing(ring);
        } else if (privateKey != null || Files.exists(directory.privateKey())) {
            var file = privateKey == null ? directory.privateKey() : privateKey;
            PrivateKeyArgument.check(spec, file);
            doctor.privateKey(file, secret);
        }
    }

    private void webhook(Doctor doctor) {
        if (webhook == null) {
            return;
        }
        var token = verifyToken
                .text()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(), "--webhook needs --verify-token-env or --verify-token-file."));
        doctor.webhook(webhook, VerifyToken.of(token));
    }

    private DoctorReport examine(Doctor doctor) {
        output.progress("Looking at everything from the key to the webhook; this can take half a minute …");
        return doctor.examine();
    }

    private int report(DoctorReport report) {
        if (report.findings().stream().allMatch(finding -> finding.verdict() == CheckOutcome.SKIPPED)) {
            throw new ParameterException(
                    spec.commandLine(),
                    "There is nothing to look at: give what there is of --dir, --private-key, --endpoint, --waba,"
                            + " --flow-json and --webhook.");
        }
        var text = new StringBuilder();
        report.findings().forEach(finding -> text.append(line(finding)));
        text.append(summary(report));
        output.print(
                text.toString(),
                Map.of(
                        "healthy",
                        report.isHealthy(),
                        "findings",
                        report.findings().stream().map(DoctorCommand::json).toList()));
        return report.isHealthy() ? 0 : 1;
    }

    private String line(Diagnosis finding) {
        var paint = output.paint();
        var words = "%s: %s".formatted(finding.check(), Paint.harmless(finding.found()));
        return switch (finding.verdict()) {
            case GREEN -> paint.green("green    ") + words + "\n";
            case RED -> paint.red("red      ") + words + "\n         cure: " + Paint.harmless(finding.cure()) + "\n";
            case SKIPPED -> paint.faint("skipped  " + words) + "\n";
        };
    }

    private String summary(DoctorReport report) {
        int red = report.red().size();
        return red == 0
                ? output.paint().green("Nothing is broken.")
                : output.paint()
                        .red("%d of %d checks are red."
                                .formatted(red, report.findings().size()));
    }

    private static Map<String, Object> json(Diagnosis finding) {
        var json = new LinkedHashMap<String, Object>();
        json.put("check", finding.check());
        json.put("verdict", finding.verdict().name().toLowerCase(Locale.ROOT));
        json.put("found", finding.found());
        if (!finding.cure().isEmpty()) {
            json.put("cure", finding.cure());
        }
        return json;
    }
}
