package dev.penstock.cli.flow.drawing;

import dev.penstock.postgres.FunnelReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Draws how far people got: a bar for each step, as long as it has people. */
public final class FunnelSvg {

    private static final int WIDTH = 760;
    private static final int LEFT = 200;
    private static final int LONGEST = 400;
    private static final int ROW = 30;
    private static final int TOP = 64;

    private FunnelSvg() {}

    private record Bar(String label, long people, String kind, String note) {}

    public static String of(FunnelReport report) {
        var bars = bars(report);
        long most = Math.max(1, bars.stream().mapToLong(Bar::people).max().orElse(1));
        int height = TOP + bars.size() * ROW + 40;
        var svg = new StringBuilder(
                """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
                  <style>
                    text { font-family: "Segoe UI", "Helvetica Neue", Arial, sans-serif; font-size: 13px; fill: #0f172a; }
                    .background { fill: #f8fafc; }
                    .title { font-size: 16px; font-weight: 600; }
                    .label { text-anchor: end; }
                    .note { font-size: 12px; fill: #475569; }
                    .message { fill: #94a3b8; }
                    .people { fill: #2563eb; }
                    .submitted { fill: #93c5fd; }
                    .completed { fill: #059669; }
                  </style>
                  <rect class="background" width="100%%" height="100%%"/>
                  <text class="title" x="20" y="30">%3$s, version %4$s</text>
                """.formatted(WIDTH, height, SvgStyle.cut(report.flow(), 40), SvgStyle.cut(report.version(), 30)));
        int y = TOP;
        for (var bar : bars) {
            double length = (double) LONGEST * bar.people() / most;
            svg.append(String.format(
                    Locale.ROOT,
                    """
                      <text class="label" x="%d" y="%d">%s</text>
                      <rect class="%s" x="%d" y="%d" width="%.1f" height="20" rx="3"/>
                      <text class="note" x="%.1f" y="%d">%,d%s</text>
                    """,
                    LEFT - 12,
                    y + 15,
                    SvgStyle.cut(bar.label(), 26),
                    bar.kind(),
                    LEFT,
                    y,
                    length,
                    LEFT + length + 8,
                    y + 15,
                    bar.people(),
                    SvgStyle.escaped(bar.note())));
            y += ROW;
        }
        svg.append("""
              <text class="note" x="20" y="%d">\
            Screens that navigate led to are seen only when the endpoint is asked from them.</text>
            </svg>
            """.formatted(y + 20));
        return svg.toString();
    }

    private static List<Bar> bars(FunnelReport report) {
        var bars = new ArrayList<Bar>();
        if (report.sent() > 0) {
            bars.add(new Bar("sent", report.sent(), "message", ""));
            bars.add(new Bar("delivered", report.delivered(), "message", ""));
            bars.add(new Bar("read", report.read(), "message", ""));
        }
        bars.add(new Bar("opened", report.opened(), "people", ""));
        for (var screen : report.screens()) {
            bars.add(new Bar(screen.screen(), screen.shown(), "people", note(screen)));
            bars.add(new Bar("submitted", screen.submitted(), "submitted", ""));
        }
        bars.add(new Bar("completed", report.completed(), "completed", ""));
        return bars;
    }

    private static String note(FunnelReport.Screen screen) {
        var note = new StringBuilder();
        screen.median()
                .ifPresent(time -> note.append(String.format(Locale.ROOT, ", %.1f s", time.toMillis() / 1_000.0)));
        if (screen.back() > 0) {
            note.append(String.format(Locale.ROOT, ", back %,d", screen.back()));
        }
        if (screen.error() > 0) {
            note.append(String.format(Locale.ROOT, ", error %,d", screen.error()));
        }
        return note.toString();
    }
}
