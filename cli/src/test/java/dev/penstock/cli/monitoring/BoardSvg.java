package dev.penstock.cli.monitoring;

import dev.penstock.cli.monitoring.Prometheus.Line;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws the board from what a Prometheus has, about as Grafana would, which is not to be had here. */
final class BoardSvg {

    private static final int COLUMN = 48;
    private static final int ROW = 22;
    private static final int GAP = 6;
    private static final int SHOWN = 6;
    private static final List<String> COLOURS =
            List.of("#2563eb", "#059669", "#d97706", "#dc2626", "#7c3aed", "#0891b2");

    private BoardSvg() {}

    /**
     * @param lines what came of each panel's queries, by the title of the panel
     * @param note said at the bottom
     */
    static String of(Board board, Map<String, List<Line>> lines, String note) {
        int height = board.panels().stream()
                        .mapToInt(panel -> panel.y() + panel.height())
                        .max()
                        .orElse(0)
                * ROW;
        var svg = new StringBuilder("""
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" role="img">
                <style>
                text { font-family: "Segoe UI", "Helvetica Neue", Arial, sans-serif; font-size: 11px; fill: #475569; }
                .background { fill: #f8fafc; } .panel { fill: #ffffff; stroke: #e2e8f0; }
                .row { font-size: 14px; font-weight: 600; fill: #0f172a; } .title { font-weight: 600; fill: #0f172a; }
                .line { fill: none; stroke-width: 1.5; } .meta { stroke: #dc2626; stroke-dasharray: 4 4; opacity: 0.6; }
                </style>
                <rect class="background" width="100%%" height="100%%"/>
                """.formatted(24 * COLUMN, height + 30));
        for (var panel : board.panels()) {
            if (panel.queries().isEmpty()) {
                svg.append(text("row", panel.x() * COLUMN + GAP, panel.y() * ROW + 16, panel.title()));
            } else {
                draw(svg, panel, largestFirst(lines.getOrDefault(panel.title(), List.of())));
            }
        }
        return svg.append(text("note", GAP, height + 18, note))
                .append("</svg>\n")
                .toString();
    }

    private static List<Line> largestFirst(List<Line> lines) {
        return lines.stream()
                .sorted(Comparator.comparingDouble(BoardSvg::most).reversed())
                .toList();
    }

    private static double most(Line line) {
        return line.points().stream()
                .mapToDouble(Prometheus.Point::value)
                .filter(Double::isFinite)
                .max()
                .orElse(0);
    }

    private static void draw(StringBuilder svg, Board.Panel panel, List<Line> lines) {
        int left = panel.x() * COLUMN + GAP;
        int top = panel.y() * ROW + GAP;
        int width = panel.width() * COLUMN - 2 * GAP;
        int height = panel.height() * ROW - 2 * GAP;
        svg.append("<rect class=\"panel\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" rx=\"4\"/>%n"
                .formatted(left, top, width, height));
        svg.append(text("title", left + 8, top + 16, panel.title()));
        double most = Math.max(lines.stream().mapToDouble(BoardSvg::most).max().orElse(0), 1e-9);
        svg.append(text("most", left + 8, top + 32, number(most, panel.unit())));
        var area = new Area(left + 8, top + 38, width - 16, height - 64, lines, most);
        for (double line : panel.lines()) {
            if (line <= most * 1.05) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<line class=\"meta\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>%n",
                        left + 8,
                        left + width - 8,
                        area.y(line),
                        area.y(line)));
            }
        }
        int x = left + 8;
        for (int i = 0; i < lines.size(); i++) {
            var colour = COLOURS.get(i % COLOURS.size());
            svg.append("<polyline class=\"line\" stroke=\"%s\" points=\"%s\"/>%n"
                    .formatted(colour, area.points(lines.get(i))));
            if (i < SHOWN && x + 6 * lines.get(i).legend().length() < left + width) {
                svg.append("<text x=\"%d\" y=\"%d\" style=\"fill:%s\">%s</text>%n"
                        .formatted(
                                x,
                                top + height - 8,
                                colour,
                                escaped(lines.get(i).legend())));
                x += 14 + 6 * lines.get(i).legend().length();
            }
        }
    }

    /** Where a chart is drawn, and from when to when. */
    private record Area(int left, int top, int width, int height, List<Line> lines, double most) {

        double y(double value) {
            return top + height - Math.max(0, Math.min(1.05, value / most)) * height;
        }

        String points(Line line) {
            double from = line.from();
            double span = Math.max(1, line.to() - from);
            var points = new StringBuilder();
            for (var point : line.points()) {
                if (Double.isFinite(point.value())) {
                    points.append(String.format(
                            Locale.ROOT, "%.0f,%.0f ", left + (point.at() - from) / span * width, y(point.value())));
                }
            }
            return points.toString().strip();
        }
    }

    private static String number(double value, String unit) {
        return switch (unit) {
            case "percentunit" -> String.format(Locale.ROOT, "%.0f %%", value * 100);
            case "s" -> String.format(Locale.ROOT, "%.3f s", value);
            case "bytes" -> String.format(Locale.ROOT, "%.1f MiB", value / 1024 / 1024);
            case "reqps" -> String.format(Locale.ROOT, "%.1f /s", value);
            default -> String.format(Locale.ROOT, value < 10 ? "%.1f" : "%.0f", value);
        };
    }

    private static String text(String kind, int x, int y, String text) {
        return "<text class=\"%s\" x=\"%d\" y=\"%d\">%s</text>%n".formatted(kind, x, y, escaped(text));
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}
