package dev.penstock.cli;

import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.conformance.load.AlertRating;
import dev.penstock.conformance.load.LimitSearch;
import dev.penstock.conformance.load.LoadGenerator;
import dev.penstock.conformance.load.LoadHtmlReport;
import dev.penstock.conformance.load.LoadPlan;
import dev.penstock.conformance.load.LoadResult;
import dev.penstock.conformance.load.LoadTextReport;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code penstock load}: asks an endpoint at a fixed rate. */
@Command(
        name = "load",
        mixinStandardHelpOptions = true,
        description = {
            "Ask an endpoint at a fixed rate, whatever it answers, and rate the result as Meta's alerts would.",
            "With --scenario, people have the same conversation at the same time, and nothing compares what they"
                    + " are shown.",
            "Times count from when a request was due, so that a stall is not hidden by requests that waited for it.",
            "Exit code 0 if Meta would not alert, 1 if it would."
        })
final class LoadCommand implements Callable<Integer> {

    @Mixin
    private TargetOptions target;

    @Option(
            names = "--rate",
            converter = Numbers.Rate.class,
            paramLabel = "N",
            defaultValue = "50",
            description = "How many requests are begun in a second; default ${DEFAULT-VALUE}.")
    private double rate;

    @Option(
            names = "--duration",
            converter = Numbers.LoadSeconds.class,
            paramLabel = "SECONDS",
            defaultValue = "30",
            description = "How long is measured; default ${DEFAULT-VALUE}, at most 1800.")
    private int duration;

    @Option(
            names = "--warm-up",
            converter = Numbers.FromZero.class,
            paramLabel = "SECONDS",
            defaultValue = "5",
            description = "How long is asked before anything is measured; default ${DEFAULT-VALUE}.")
    private int warmUp;

    @Mixin
    private WorkloadOptions workload;

    @Option(
            names = "--connections",
            converter = Numbers.FromOne.class,
            paramLabel = "N",
            defaultValue = "512",
            description = "How many requests may be under way at once; default ${DEFAULT-VALUE}.")
    private int connections;

    @Option(
            names = "--find-limit",
            description = "Begin at --rate and go up until Meta would alert; each step takes --duration.")
    private boolean findLimit;

    @Option(names = "--html", paramLabel = "FILE", description = "Write the result as one HTML file.")
    private @Nullable Path html;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException, InterruptedException {
        OutputFile.require(html, "HTML report");
        workload.requirePlayer();
        var plan = LoadPlan.of(target.access())
                .rate(rate)
                .duration(Duration.ofSeconds(duration))
                .warmUp(Duration.ofSeconds(warmUp))
                .connections(connections);
        return workload.ask(plan, target, findLimit ? this::search : this::once, this::say);
    }

    private int once(LoadPlan plan) throws IOException, InterruptedException {
        begin(plan);
        var result = LoadGenerator.run(plan, this::progress);
        write(result);
        output.print(LoadTextReport.of(result), result.toJson());
        return AlertRating.of(result).isAlert() ? 1 : 0;
    }

    private int search(LoadPlan plan) throws IOException, InterruptedException {
        var search = LimitSearch.run(plan, this::begin, this::progress);
        var shown =
                search.best().or(search::firstAlerted).orElseThrow(() -> new CommandFailure("Nothing was measured."));
        write(shown);
        output.print(LoadTextReport.of(search), json(search, shown));
        return search.best().isPresent() ? 0 : 1;
    }

    private static Map<String, Object> json(LimitSearch search, LoadResult shown) {
        var json = new LinkedHashMap<String, Object>();
        json.put(
                "highest_rate_without_alert",
                search.best().map(b -> b.plan().rate()).orElse(0.0));
        json.put("result", shown.toJson());
        json.put(
                "steps",
                search.steps().stream()
                        .map(step -> AlertRating.of(step).sentence())
                        .toList());
        return json;
    }

    private void begin(LoadPlan plan) {
        say(LoadTextReport.of(plan));
        say("    s   answered   failed     p50 ms     p90 ms     p99 ms     max ms");
    }

    private void progress(LoadResult.Second second) {
        say(String.format(
                Locale.ROOT,
                "%5d %10d %8d %10.1f %10.1f %10.1f %10.1f",
                second.second() + 1,
                second.answered(),
                second.failed(),
                second.p50(),
                second.p90(),
                second.p99(),
                second.max()));
    }

    private void write(LoadResult result) {
        if (html != null) {
            OutputFile.write(html, LoadHtmlReport.of(result, Instant.now()), "HTML report");
        }
    }

    private void say(String text) {
        if (!output.isJson()) {
            var out = spec.commandLine().getOut();
            out.println(text);
            out.flush();
        }
    }
}
