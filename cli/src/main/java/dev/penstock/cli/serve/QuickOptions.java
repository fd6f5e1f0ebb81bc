package dev.penstock.cli.serve;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.FlowJsonFile;
import dev.penstock.cli.Numbers;
import dev.penstock.cli.Penstock;
import dev.penstock.cli.demo.DemoHome;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** One Flow without a file. */
final class QuickOptions {

    private static final Path DEFAULT_HOME = Path.of(".penstock");

    @Option(
            names = "--home",
            paramLabel = "DIR",
            description = "Where key pair and app secret of a Flow without a file are kept; made if absent; default"
                    + " .penstock.")
    private @Nullable Path home;

    @Option(
            names = "--flow-json",
            paramLabel = "FILE",
            description = "The Flow JSON of a Flow without a file: answers are checked against it.")
    private @Nullable Path flowJson;

    @Option(
            names = "--flow",
            paramLabel = "NAME",
            description =
                    "The name of a Flow without a file, the last part of its path; default that of the Flow JSON's"
                            + " file, or flow.")
    private @Nullable String flow;

    @Option(
            names = "--dev",
            description =
                    "Also show a phone in the browser that plays the Flow JSON, and log failures with all that they"
                            + " say.")
    private boolean isDev;

    @Option(
            names = "--phone-port",
            converter = Numbers.Port.class,
            paramLabel = "PORT",
            description = "The port of the phone of --dev; default any that is free.")
    private @Nullable Integer phonePort;

    @Option(names = "--open", description = "Open the phone of --dev in the browser.")
    private boolean opens;

    boolean isGiven() {
        return home != null || flowJson != null || flow != null || isDev || phonePort != null || opens;
    }

    QuickGateway serve(URI backend, int port) throws IOException {
        if (isDev) {
            Penstock.requirePhone("--dev");
        }
        if (isDev && flowJson == null) {
            throw new UsageFailure("--dev shows the screens of a Flow JSON: give --flow-json FILE.");
        }
        if (!isDev && (phonePort != null || opens)) {
            throw new UsageFailure("--phone-port and --open are for the phone of --dev.");
        }
        var document = Optional.ofNullable(flowJson).map(FlowJsonFile::load);
        var made = DemoHome.prepare(home == null ? DEFAULT_HOME : home);
        var gateway = QuickGateway.start(backend, port, name(), made, document, isDev);
        if (isDev && flowJson != null) {
            gateway.showPhone(flowJson, phonePort == null ? 0 : phonePort, opens);
        }
        return gateway;
    }

    private String name() {
        if (flow != null) {
            return flow;
        }
        var file = flowJson == null ? "" : String.valueOf(flowJson.getFileName());
        var stem = file.replaceFirst("\\.json$", "").toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
        var name = stem.replaceAll("^-+|-+$", "");
        return name.isEmpty() || name.length() > 64 ? "flow" : name;
    }
}
