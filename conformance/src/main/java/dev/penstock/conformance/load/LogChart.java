package dev.penstock.conformance.load;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** The paper of a chart: times upwards on a logarithmic scale, something else to the right. Writes SVG. */
final class LogChart {

    static final double WIDTH = 900;
    static final double HEIGHT = 360;
    private static final double LEFT = 64;
    private static final double RIGHT = 92;
    private static final double TOP = 16;
    private static final double BOTTOM = 40;

    private static final double LINE = 15;

    private final List<Name> names = new ArrayList<>();
    private final StringBuilder svg = new StringBuilder();
    private final double lowest;
    private final double highest;

    /** A chart that shows times between these two, widened to powers of ten. */
    LogChart(String title, double lowestMillis, double highestMillis) {
        this.lowest = Math.floor(Math.log10(Math.max(lowestMillis, 0.1)));
        this.highest = Math.max(lowest + 1, Math.log10(Math.max(highestMillis, 0.1) * 1.6));
        svg.append("<svg viewBox=\"0 0 %.0f %.0f\" role=\"img\" aria-label=\"%s\">\n".formatted(WIDTH, HEIGHT, title));
        for (double power = lowest; power <= highest; power++) {
            grid(Math.pow(10, power));
        }
    }

    private void grid(double millis) {
        double y = y(millis);
        add("<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>", LEFT, y, WIDTH - RIGHT, y);
        add(
                "<text class=\"label\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%s</text>",
                LEFT - 10, y + 4, label(millis));
    }

    private static String label(double millis) {
        return millis >= 1_000
                ? String.format(Locale.ROOT, "%.0f s", millis / 1_000)
                : String.format(Locale.ROOT, millis < 1 ? "%.1f ms" : "%.0f ms", millis);
    }

    /** A dashed line at one of Meta's thresholds, if it is on the paper. */
    LogChart threshold(double millis, String text) {
        if (Math.log10(millis) <= highest) {
            add(
                    "<line class=\"threshold\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                    LEFT, y(millis), WIDTH - RIGHT, y(millis));
            names.add(new Name("threshold-label", y(millis), text));
        }
        return this;
    }

    /** A mark below the chart. */
    LogChart tick(double share, String text) {
        add(
                "<line class=\"grid\" x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\"/>",
                x(share), TOP, x(share), HEIGHT - BOTTOM);
        add(
                "<text class=\"label\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%s</text>",
                x(share), HEIGHT - BOTTOM + 22, text);
        return this;
    }

    /** A curve through points, each with its share of the width and its time. */
    LogChart curve(String css, List<double[]> points, String name) {
        if (points.isEmpty()) {
            return this;
        }
        var path = new StringBuilder();
        for (var point : points) {
            path.append(
                    String.format(Locale.ROOT, "%s%.1f %.1f", path.isEmpty() ? "M" : "L", x(point[0]), y(point[1])));
        }
        add("<path class=\"curve %s\" d=\"%s\"/>", css, path);
        if (!name.isEmpty()) {
            names.add(new Name("name " + css, y(points.getLast()[1]), name));
        }
        return this;
    }

    /** A dot with its time, which shows when it is pointed at. */
    LogChart dot(String css, double share, double millis, String hint) {
        add(
                "<circle class=\"%s\" cx=\"%.1f\" cy=\"%.1f\" r=\"4\"><title>%s</title></circle>",
                css, x(share), y(millis), hint);
        return this;
    }

    /** A bar at the bottom: a second in which requests failed. */
    LogChart failures(double share, double width, double part, String hint) {
        double height = Math.max(3, part * (HEIGHT - TOP - BOTTOM) / 3);
        add(
                "<rect class=\"failed\" x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\"><title>%s</title></rect>",
                x(share), HEIGHT - BOTTOM - height, Math.max(2, width * (WIDTH - LEFT - RIGHT) - 1), height, hint);
        return this;
    }

    private static double x(double share) {
        return LEFT + share * (WIDTH - LEFT - RIGHT);
    }

    private double y(double millis) {
        double at = (Math.log10(Math.max(millis, Math.pow(10, lowest))) - lowest) / (highest - lowest);
        return HEIGHT - BOTTOM - at * (HEIGHT - TOP - BOTTOM);
    }

    private void add(String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format, values)).append('\n');
    }

    /** Names stand beside the chart at the height of what they name, but never on each other. */
    private void writeNames() {
        names.sort(Comparator.comparingDouble(Name::y));
        double free = TOP;
        for (var name : names) {
            double y = Math.max(name.y(), free);
            add(
                    "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\">%s</text>",
                    name.css(), WIDTH - RIGHT + 8, y + 4, name.text());
            free = y + LINE;
        }
    }

    private record Name(String css, double y, String text) {}

    String svg() {
        writeNames();
        return svg + "</svg>";
    }
}
