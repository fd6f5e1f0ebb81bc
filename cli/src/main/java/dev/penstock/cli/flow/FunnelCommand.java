package dev.penstock.cli.flow;

import dev.penstock.cli.DatabaseOptions;
import dev.penstock.cli.Failures.CommandFailure;
import dev.penstock.cli.Failures.UsageFailure;
import dev.penstock.cli.OutputFile;
import dev.penstock.cli.OutputOption;
import dev.penstock.cli.TextTable;
import dev.penstock.cli.flow.drawing.FunnelSvg;
import dev.penstock.postgres.FlowFunnel;
import dev.penstock.postgres.FunnelReport;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code penstock flow funnel}. */
@Command(
        name = "funnel",
        mixinStandardHelpOptions = true,
        description = {
            "Show how far people get in a Flow, for each version of its Flow JSON.",
            "A screen that navigate led to is seen only when the endpoint is asked from it."
        })
final class FunnelCommand implements Callable<Integer> {

    private static final String NOTE =
            "Screens that navigate led to are seen only when the endpoint is asked from them.";

    @Parameters(paramLabel = "NAME", description = "The name of the Flow, with TENANT/ before it where there are many.")
    private String flow;

    @Option(
            names = "--since",
            paramLabel = "DATE",
            description = "Only what happened from the begin of this day on, in UTC, such as 2026-11-01.")
    private @Nullable String since;

    @Option(names = "--version-of-flow", paramLabel = "VERSION", description = "Only this version of the Flow JSON.")
    private @Nullable String version;

    @Option(names = "--svg", paramLabel = "FILE", description = "Draws the funnel of the last version to this file.")
    private @Nullable Path svg;

    @Mixin
    private DatabaseOptions database;

    @Mixin
    private OutputOption output;

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        OutputFile.require(svg, "drawing");
        var from = since();
        List<FunnelReport> reports;
        try (var pool = database.open(spec)) {
            reports = FlowFunnel.reports(pool, flow, from).stream()
                    .filter(report -> version == null || version.equals(report.version()))
                    .toList();
        }
        if (reports.isEmpty()) {
            throw new CommandFailure(
                    "Nothing is known of a Flow of this name, version and time: is the funnel kept, and"
                            + " is the name that of the configuration?");
        }
        if (svg != null) {
            OutputFile.write(svg, FunnelSvg.of(reports.getFirst()), "drawing");
        }
        output.print(
                reports.stream().map(FunnelCommand::text).collect(Collectors.joining("\n")) + NOTE,
                Map.of(
                        "flow",
                        flow,
                        "versions",
                        reports.stream().map(FunnelCommand::json).toList()));
        return 0;
    }

    private Instant since() {
        try {
            return since == null
                    ? Instant.EPOCH
                    : LocalDate.parse(since).atStartOfDay(ZoneOffset.UTC).toInstant();
        } catch (DateTimeParseException malformed) {
            throw new UsageFailure("--since takes a date such as 2026-11-01.");
        }
    }

    private static String text(FunnelReport report) {
        var people = TextTable.of("VERSION", "SENT", "DELIVERED", "READ", "OPENED", "COMPLETED");
        people.row(
                report.version(),
                count(report.sent()),
                count(report.delivered()),
                count(report.read()),
                count(report.opened()),
                count(report.completed()));
        var screens = TextTable.of("SCREEN", "SHOWN", "SUBMITTED", "BACK", "ERROR", "MEDIAN SECONDS");
        report.screens()
                .forEach(screen -> screens.row(
                        screen.screen(),
                        count(screen.shown()),
                        count(screen.submitted()),
                        count(screen.back()),
                        count(screen.error()),
                        screen.median()
                                .map(time -> String.format(Locale.ROOT, "%.1f", time.toMillis() / 1_000.0))
                                .orElse("-")));
        return people.text(cell -> cell)
                + screens.text(cell -> cell)
                + (report.requestsOfNobody() == 0
                        ? ""
                        : "%s requests had no flow token that tells people apart.\n"
                                .formatted(count(report.requestsOfNobody())));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static Map<String, Object> json(FunnelReport report) {
        var json = new LinkedHashMap<String, Object>();
        json.put("version", report.version());
        json.put("sent", report.sent());
        json.put("delivered", report.delivered());
        json.put("read", report.read());
        json.put("opened", report.opened());
        json.put("completed", report.completed());
        json.put("requests_of_nobody", report.requestsOfNobody());
        json.put(
                "screens",
                report.screens().stream()
                        .map(screen -> {
                            var row = new LinkedHashMap<String, Object>();
                            row.put("screen", screen.screen());
                            row.put("shown", screen.shown());
                            row.put("submitted", screen.submitted());
                            row.put("back", screen.back());
                            row.put("error", screen.error());
                            screen.median().ifPresent(time -> row.put("median_seconds", time.toMillis() / 1_000.0));
                            return row;
                        })
                        .toList());
        return json;
    }
}
