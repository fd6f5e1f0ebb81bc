package dev.penstock.cli.top;

import dev.penstock.cli.Numbers;
import dev.penstock.cli.OutputOption;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock top}: requests, outcomes and times of one or more replicas, as they are now. */
@Command(
        name = "top",
        mixinStandardHelpOptions = true,
        description = {
            "Show what endpoints are busy with, as top does for processes.",
            "It reads the metrics of one replica or more and shows requests, errors and times against Meta's lines,"
                    + " the slowest screens, backends and queues. Ctrl-C ends it.",
            "The exit code of --once is 1 if a replica does not show its metrics."
        })
public final class TopCommand implements Callable<Integer> {

    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);
    /** To the first column of the first line, and nothing below. */
    private static final String CLEAR = "\u001b[H\u001b[J";

    @Parameters(
            arity = "0..*",
            paramLabel = "URL",
            description = "The admin port of each replica; default http://127.0.0.1:8081.")
    private List<URI> replicas = List.of(URI.create("http://127.0.0.1:8081"));

    @Option(
            names = "--interval",
            converter = Numbers.FromOne.class,
            paramLabel = "SECONDS",
            defaultValue = "2",
            description = "How long the while is that is shown; default ${DEFAULT-VALUE}.")
    private int interval;

    @Option(names = "--once", description = "Show one while and end.")
    private boolean isOnce;

    @Option(
            names = "--since-start",
            description = "Show all that was counted since each replica started, without waiting for a while.")
    private boolean isSinceStart;

    @Option(
            names = "--rows",
            converter = Numbers.FromOne.class,
            paramLabel = "N",
            defaultValue = "10",
            description = "How many Flows, screens and backends are shown of each; default ${DEFAULT-VALUE}.")
    private int rows;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    private final InstantSource clock = InstantSource.system();

    @Override
    public Integer call() throws InterruptedException {
        var all = replicas.stream().map(Replica::at).toList();
        try (var client =
                HttpClient.newBuilder().connectTimeout(CONNECT_TIMEOUT).build()) {
            return isOnce || output.isJson() ? once(client, all) : goOn(client, all);
        }
    }

    private int once(HttpClient client, List<Replica> all) throws InterruptedException {
        var first = look(client, all);
        var figures = isSinceStart
                ? Figures.sinceStart(first.looks())
                : next(client, all, first).figures();
        print(figures);
        return figures.replicas().stream().allMatch(Replica.Look::isUp) ? 0 : 1;
    }

    private int goOn(HttpClient client, List<Replica> all) throws InterruptedException {
        var last = look(client, all);
        print(Figures.sinceStart(last.looks()));
        while (true) {
            var next = next(client, all, last);
            print(isSinceStart ? Figures.sinceStart(next.after().looks()) : next.figures());
            last = next.after();
        }
    }

    /** What all replicas showed at one moment. */
    private record Looks(List<Replica.Look> looks, long nanos) {}

    /** A while, and how it ended. */
    private record While(Figures figures, Looks after) {}

    private static Looks look(HttpClient client, List<Replica> all) throws InterruptedException {
        var looks = new ArrayList<Replica.Look>();
        for (var replica : all) {
            looks.add(replica.look(client));
        }
        return new Looks(List.copyOf(looks), System.nanoTime());
    }

    private While next(HttpClient client, List<Replica> all, Looks before) throws InterruptedException {
        TimeUnit.SECONDS.sleep(interval);
        var after = look(client, all);
        double seconds = (after.nanos() - before.nanos()) / 1e9;
        return new While(Figures.between(before.looks(), after.looks(), seconds), after);
    }

    private void print(Figures figures) {
        double now = clock.millis() / 1e3;
        boolean isScreen = !isOnce && !output.isJson() && output.paint().isOn();
        if (isScreen) {
            spec.commandLine().getOut().flush();
            System.out.print(CLEAR); // by us, so that no page of metrics can
            System.out.flush();
        }
        var text = TopText.of(figures, rows, output.paint(), now);
        output.print(isOnce || isScreen ? text : text + "\n", TopJson.of(figures, now));
    }
}
