package dev.penstock.cli.serve;

import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.LogFormatOption;
import dev.penstock.cli.Numbers;
import dev.penstock.examples.booking.OrderlyStop;
import dev.penstock.gateway.GatewayEndpoint;
import dev.penstock.gateway.config.ConfigurationFile;
import dev.penstock.gateway.config.ConfiguredGateway;
import dev.penstock.gateway.config.EnvironmentSettings;
import dev.penstock.gateway.config.GatewaySettings;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock serve}: an endpoint before a backend in any language. */
@Command(
        name = "serve",
        mixinStandardHelpOptions = true,
        description = {
            "Serve endpoints before a backend in any language.",
            "The backend sees and returns plain JSON.",
            "With the URL of a backend it serves one Flow without any file: key pair and app secret are made in"
                    + " .penstock.",
            "Otherwise it serves what penstock.yaml says, or the variables PENSTOCK_BACKEND_URL and those beside it."
                    + " SIGHUP reads the file again, SIGTERM answers what is under way and stops."
        })
public final class ServeCommand implements Callable<Integer> {

    private static final Path DEFAULT_FILE = Path.of("penstock.yaml");

    @Parameters(
            index = "0",
            arity = "0..1",
            paramLabel = "BACKEND",
            description = "The URL of the backend, for one Flow without a file.")
    private @Nullable URI backend;

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "The configuration; default penstock.yaml, if it is there.")
    private @Nullable Path config;

    @Option(
            names = "--check",
            description =
                    "Only say everything that is wrong in the configuration, with line and column, or what would be"
                            + " served.")
    private boolean isCheck;

    @Option(
            names = "--allow-readable-secrets",
            description = "Take secrets from files that other users of this machine can read.")
    private boolean allowsReadableSecrets;

    @Option(
            names = "--port",
            converter = Numbers.Port.class,
            paramLabel = "PORT",
            description = "The port of a Flow without a file; default 8080; 0 for any that is free.")
    private @Nullable Integer port;

    @Mixin
    private QuickOptions quick;

    @Mixin
    private LogFormatOption logFormat;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        logFormat.apply();
        if (backend != null) {
            return serveOne(backend);
        }
        if (port != null || quick.isGiven()) {
            throw new UsageFailure(
                    "--port, --home, --flow-json, --flow, --dev, --phone-port and --open are for one Flow without a"
                            + " file: give the URL of its backend, or put them into the configuration.");
        }
        if (config == null && EnvironmentSettings.isGiven(System.getenv())) {
            return serveEnvironment();
        }
        if (config == null && !Files.exists(DEFAULT_FILE)) {
            throw new UsageFailure(
                    "There is nothing to serve: give the URL of a backend, or --config FILE; penstock init writes a"
                            + " file to begin with.");
        }
        return serveFile(
                new ConfigurationFile(config == null ? DEFAULT_FILE : config, System.getenv(), allowsReadableSecrets));
    }

    private int serveOne(URI url) throws Exception {
        if (config != null || isCheck) {
            throw new UsageFailure(
                    "The URL of a backend is for one Flow without a file: leave it out with --config and --check.");
        }
        var stop = OrderlyStop.atTheEnd();
        try (var served = quick.serve(url, Optional.ofNullable(port).orElse(8080))) {
            stop.closes(served);
            say(served.words());
            served.join();
            return 0;
        }
    }

    private int serveEnvironment() throws InterruptedException {
        var settings = EnvironmentSettings.read(System.getenv(), allowsReadableSecrets);
        if (isCheck) {
            return check(settings, "The environment");
        }
        var stop = OrderlyStop.atTheEnd();
        var none = new ConfigurationFile(DEFAULT_FILE, System.getenv(), allowsReadableSecrets);
        try (var gateway =
                Traces.addTo(ConfiguredGateway.builder(settings, none)).start()) {
            stop.closes(gateway);
            say("Serving at %s. Stop with Ctrl-C.".formatted(gateway.uri()));
            gateway.join();
            return 0;
        }
    }

    private int serveFile(ConfigurationFile file) throws InterruptedException {
        if (isCheck) {
            return check(file.read(), file.file().toString());
        }
        var stop = OrderlyStop.atTheEnd();
        try (var gateway = ConfiguredGateway.start(file, Traces::addTo)) {
            stop.closes(gateway);
            Hangup.runs(gateway::reload);
            say("Serving at %s what %s says. Stop with Ctrl-C.".formatted(gateway.uri(), file.file()));
            gateway.adminUri().ifPresent(admin -> {
                say("Probes and POST %sreload are at %s".formatted(admin, admin));
                say("Metrics, for Prometheus and penstock top, are at %s".formatted(admin.resolve("/metrics")));
            });
            gateway.join();
            return 0;
        }
    }

    private int check(GatewaySettings settings, String what) {
        try {
            WhatIsServed.of(settings, what).forEach(this::say);
        } finally {
            settings.endpoints().values().forEach(GatewayEndpoint::close);
        }
        return 0;
    }

    private void say(String words) {
        var out = spec.commandLine().getOut();
        out.println(words);
        out.flush();
    }
}
