package dev.penstock.cli.keys;

import dev.penstock.cli.AppSecretOptions;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.PrivateKeyArgument;
import dev.penstock.cli.meta.GraphOptions;
import dev.penstock.graph.keys.KeyRegistration;
import dev.penstock.id.WabaId;
import dev.penstock.keyring.KeyRing;
import dev.penstock.keyring.KeyRotation;
import dev.penstock.keyring.RotationResult;
import dev.penstock.keyring.RotationStep;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code penstock keys rotate}: a new key in place of the current one, while requests go on. */
@Command(
        name = "rotate",
        mixinStandardHelpOptions = true,
        description = {
            "Replace the business key by a new one, without a pause.",
            "It is made, awaited at the endpoint, registered for all numbers and confirmed; the old one is kept"
                    + " for a while.",
            "Each step is on disk before the next begins: if it is interrupted anywhere, run it again and it goes on.",
            "Exit code 1 while it still has to wait."
        })
final class RotateCommand implements Callable<Integer> {

    private static final Duration PAUSE = Duration.ofSeconds(2);

    @Mixin
    private KeyDirectory directory;

    @Mixin
    private PassphraseOptions passphrase;

    @Option(
            names = "--waba",
            paramLabel = "ID",
            required = true,
            description = "The account whose numbers have this key. May be repeated.")
    private List<WabaId> accounts;

    @Option(
            names = "--endpoint",
            paramLabel = "URL",
            required = true,
            description = "The public URL of the endpoint, asked whether it answers under the new key.")
    private URI endpoint;

    @Mixin
    private AppSecretOptions appSecret;

    @Option(
            names = "--keep",
            paramLabel = "DAYS",
            defaultValue = "7",
            description = "How many days the old key is still served; default ${DEFAULT-VALUE}.")
    private int keepDays;

    @Option(
            names = "--wait",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "How long to wait for the endpoint and for Meta before giving up for now; default"
                    + " ${DEFAULT-VALUE}.")
    private int waitSeconds;

    @Option(
            names = "--min-age",
            paramLabel = "HOURS",
            defaultValue = "24",
            description = "Begin no rotation while the current key is younger, so that running this again after it was"
                    + " done does nothing; default ${DEFAULT-VALUE}.")
    private int minAgeHours;

    @Mixin
    private GraphOptions graph;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (keepDays < 0 || waitSeconds < 0 || minAgeHours < 0) {
            throw new ParameterException(spec.commandLine(), "--keep, --wait and --min-age cannot be negative.");
        }
        var ring = ring();
        if (isYoung(ring)) {
            var current = ring.state().current();
            return report(
                    ring,
                    "NOT_DUE",
                    "Key %s was made at %s, less than %d hours ago; nothing is done."
                            .formatted(current.publicKey().id(), current.since(), minAgeHours),
                    0);
        }
        try (var client = graph.open()) {
            var probe = new ServedProbe(endpoint, appSecret.required());
            var rotation = KeyRotation.of(
                            ring, KeyRegistration.of(client).forAccounts(accounts), probe, Duration.ofDays(keepDays))
                    .tellingProgress(step -> output.progress("  " + step));
            return end(ring, run(rotation));
        }
    }

    private KeyRing ring() {
        var secret = passphrase
                .read()
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "The new private key is encrypted: give --passphrase-env or --passphrase-file."));
        var ring = directory.ring(secret);
        if (Files.exists(directory.privateKey())) {
            PrivateKeyArgument.check(spec, directory.privateKey());
        }
        if (!ring.exists()) {
            ring.adopt(KeyDirectory.PRIVATE);
        }
        return ring;
    }

    private boolean isYoung(KeyRing ring) {
        var state = ring.state();
        return state.step() == RotationStep.IDLE
                && state.isCurrentMadeHere()
                && state.current().since().plus(Duration.ofHours(minAgeHours)).isAfter(Instant.now());
    }

    private RotationResult run(KeyRotation rotation) throws InterruptedException {
        var deadline = System.nanoTime() + Duration.ofSeconds(waitSeconds).toNanos();
        while (true) {
            var result = rotation.run();
            if (result == RotationResult.DONE || System.nanoTime() >= deadline) {
                return result;
            }
            output.progress(
                    result == RotationResult.WAITING_FOR_SERVERS
                            ? "  waiting until the endpoint answers under the new key"
                            : "  waiting for Meta's signature over the new key");
            Thread.sleep(PAUSE);
        }
    }

    private int end(KeyRing ring, RotationResult result) {
        var state = ring.state();
        return switch (result) {
            case DONE -> {
                directory.refreshPublicKey(state.current().publicKey());
                yield report(
                        ring,
                        result.name(),
                        ("Key %s is the current one for all numbers. The old one is served for %d more days; then"
                                        + " run: penstock keys retire")
                                .formatted(state.current().publicKey().id(), keepDays),
                        0);
            }
            case WAITING_FOR_SERVERS ->
                report(
                        ring,
                        result.name(),
                        ("The endpoint at %s does not answer under the new key %s yet, so nothing was registered"
                                        + " and nothing is broken. Let its server read the directory %s (all replicas),"
                                        + " then run this again.")
                                .formatted(
                                        endpoint,
                                        state.next().orElseThrow().publicKey().id(),
                                        ring.directory()),
                        1);
            case WAITING_FOR_META ->
                report(
                        ring,
                        result.name(),
                        "Meta holds the new key, but its signature over it is not good for all numbers yet. Both"
                                + " keys are served, nothing is broken. Run this again in a while.",
                        1);
            case GOING_ON -> throw new CommandFailure("The rotation stopped in between; run this again.");
        };
    }

    private int report(KeyRing ring, String result, String sentence, int exitCode) {
        var state = ring.state();
        var fields = new LinkedHashMap<String, Object>();
        fields.put("result", result);
        fields.put("step", state.step().name());
        fields.put("current", state.current().publicKey().id());
        state.next().ifPresent(next -> fields.put("next", next.publicKey().id()));
        fields.put(
                "previous",
                state.previous().stream()
                        .map(old -> old.entry().publicKey().id())
                        .toList());
        output.print(sentence, fields);
        return exitCode;
    }
}
