package dev.penstock.cli.top;

import dev.penstock.cli.Paint;
import dev.penstock.cli.TextTable;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures for people. What is at or above one of Meta's lines is red. */
final class TopText {

    private static final double META_ERRORS = 0.05;
    private static final double META_P90_SECONDS = 1;

    private final Figures figures;
    private final int rows;
    private final Paint paint;
    private final StringBuilder text = new StringBuilder();

    private TopText(Figures figures, int rows, Paint paint) {
        this.figures = figures;
        this.rows = rows;
        this.paint = paint;
    }

    static String of(Figures figures, int rows, Paint paint, double nowSeconds) {
        return new TopText(figures, rows, paint).text(nowSeconds);
    }

    private String text(double nowSeconds) {
        replicas();
        requests();
        reasons();
        latency();
        server();
        keys(nowSeconds);
        configuration();
        flows();
        screens();
        backends();
        queues();
        return text.toString().stripTrailing();
    }

    private void replicas() {
        long up = figures.replicas().stream().filter(Replica.Look::isUp).count();
        line(
                "%d of %d replicas, %s",
                up,
                figures.replicas().size(),
                figures.seconds() > 0 ? "the last %.1f s".formatted(figures.seconds()) : "since each started");
        figures.replicas().stream()
                .filter(look -> !look.isUp())
                .forEach(look -> line("%s", paint.red(Paint.harmless(look.page() + ": " + look.problem()))));
    }

    private void requests() {
        line("");
        double all = figures.requests().sum();
        line(
                "requests  %s  answered %s  replayed %s  failed %s  invalid token %s  refused %s",
                rate(all),
                share("answered", all),
                share("replayed", all),
                share("failed", all),
                share("invalid_flow_token", all),
                share("refused", all));
        line(
                "errors    %s  told by phones %s  (Meta alerts at 5, 10 and 50 %%)",
                marked(figures.errorRatio(), META_ERRORS, TopText::percent),
                marked(figures.clientErrorRatio(), META_ERRORS, TopText::percent));
    }

    private void reasons() {
        var reasons = figures.reasons().stream()
                .limit(rows)
                .map(each -> "%s %s %s".formatted(each.kind(), Paint.harmless(each.reason()), rate(each.count())))
                .collect(Collectors.joining("  "));
        if (!reasons.isEmpty()) {
            line("why       %s", reasons);
        }
    }

    private void configuration() {
        long outdated = figures.outdatedConfigurations();
        if (outdated > 0) {
            line(
                    "%s",
                    paint.red("config    %d of the replicas serve an earlier one: the present one has mistakes"
                            .formatted(outdated)));
        }
    }

    private String share(String outcome, double all) {
        return all <= 0 ? "-" : percent(figures.requests(outcome) / all);
    }

    private void latency() {
        var latency = figures.latency();
        line(
                "latency   p50 %s  p90 %s  p99 %s  (Meta alerts at a p90 of 1, 5 and 7 s)",
                time(latency.quantile(0.5)),
                marked(latency.quantile(0.9), META_P90_SECONDS, TopText::seconds),
                time(latency.quantile(0.99)));
        line(
                "          over 1 s %s  5 s %s  7 s %s  10 s %s",
                percentOf(latency.over(1)),
                percentOf(latency.over(5)),
                percentOf(latency.over(7)),
                percentOf(latency.over(10)));
    }

    private void server() {
        var now = figures.now();
        if (now.named("penstock_server_requests").isEmpty()) {
            return;
        }
        line(
                "server    %.0f connections  %.0f of %.0f requests  %.0f wait, %.0f of %.0f are opened  bodies %.0f of"
                        + " %.0f MB",
                now.named("penstock_server_connections").sum(),
                now.named("penstock_server_requests").sum(),
                now.named("penstock_server_requests_limit").sum(),
                now.named("penstock_server_waiting").sum(),
                now.named("penstock_server_opening").sum(),
                now.named("penstock_server_opening_limit").sum(),
                now.named("penstock_server_body_bytes").sum() / (1 << 20),
                now.named("penstock_server_body_limit_bytes").sum() / (1 << 20));
    }

    private void keys(double nowSeconds) {
        figures.mismatchedKeys()
                .forEach(number -> line("%s", paint.red("key       phones refuse that of " + Paint.harmless(number))));
        figures.certificateNotAfter().ifPresent(end -> {
            double days = (end - nowSeconds) / 86_400;
            var words = String.format(Locale.ROOT, "TLS       the certificate is valid for %.0f days", days);
            line("%s", days < 14 ? paint.red(words) : words);
        });
    }

    private void flows() {
        var table = TextTable.of("FLOW", "TENANT", heading("REQUESTS"), "ERRORS", "P50", "P99", "P90");
        figures.flows().stream()
                .limit(rows)
                .forEach(flow -> table.row(
                        flow.flow(),
                        flow.tenant(),
                        rate(flow.requests()),
                        percentOf(flow.errors()),
                        time(flow.latency().quantile(0.5)),
                        time(flow.latency().quantile(0.99)),
                        time(flow.latency().quantile(0.9))));
        table(table, figures.flows().size());
    }

    private void screens() {
        var slowest = figures.screens();
        if (slowest.isEmpty()) {
            return;
        }
        var table = TextTable.of("SLOWEST SCREEN", "FLOW", "TENANT", heading("REQUESTS"), "LONGEST", "MEAN");
        slowest.stream()
                .limit(rows)
                .forEach(screen -> table.row(
                        screen.screen(),
                        screen.flow(),
                        screen.tenant(),
                        rate(screen.requests()),
                        time(screen.longest()),
                        seconds(screen.mean())));
        table(table, slowest.size());
    }

    private void backends() {
        var backends = figures.backends();
        if (backends.isEmpty()) {
            return;
        }
        var table = TextTable.of("BACKEND OF", "TENANT", heading("QUESTIONS"), "FAILED", "P90", "STATE");
        backends.stream()
                .limit(rows)
                .forEach(backend -> table.row(
                        backend.flow(),
                        backend.tenant(),
                        rate(backend.questions()),
                        percentOf(backend.failures()),
                        time(backend.latency().quantile(0.9)),
                        backend.isResting() ? "left alone" : "asked"));
        table(table, backends.size());
    }

    private void queues() {
        var queues = figures.queues();
        if (queues.isEmpty()) {
            return;
        }
        var table = TextTable.of("QUEUE OF", "WAITING", "BEHIND", "DEAD LETTERS");
        queues.forEach(queue ->
                table.row(queue.name(), count(queue.size()), time(queue.lagSeconds()), count(queue.deadLetters())));
        table(table, queues.size());
    }

    private void table(TextTable table, int all) {
        line("");
        text.append(table.text(UnaryOperator.identity()));
        if (all > rows) {
            line("%s", paint.faint("and %d more: --rows %d shows them".formatted(all - rows, all)));
        }
    }

    private String heading(String what) {
        return figures.seconds() > 0 ? what + "/S" : what;
    }

    private String rate(double count) {
        return figures.seconds() > 0
                ? String.format(Locale.ROOT, "%.1f/s", figures.perSecond(count))
                : String.format(Locale.ROOT, "%.0f", count);
    }

    private interface Words {
        String of(double value);
    }

    private String marked(OptionalDouble value, double line, Words words) {
        if (value.isEmpty()) {
            return "-";
        }
        var said = words.of(value.getAsDouble());
        return value.getAsDouble() >= line ? paint.red(said) : said;
    }

    private static String percentOf(OptionalDouble share) {
        return share.isEmpty() ? "-" : percent(share.getAsDouble());
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f %%", share * 100);
    }

    private static String time(OptionalDouble time) {
        return time.isEmpty() ? "-" : seconds(time.getAsDouble());
    }

    private static String seconds(double time) {
        return time < 1
                ? String.format(Locale.ROOT, "%.0f ms", time * 1000)
                : String.format(Locale.ROOT, "%.1f s", time);
    }

    private static String count(OptionalDouble count) {
        return count.isEmpty() ? "-" : String.format(Locale.ROOT, "%.0f", count.getAsDouble());
    }

    private void line(String format, @Nullable Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
