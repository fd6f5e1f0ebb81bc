package dev.penstock.cli.flow.drawing;

import dev.penstock.cli.flow.drawing.GraphLayout.Route;
import dev.penstock.cli.flow.drawing.GraphLayout.Slot;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.FlowScreen;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Draws the routing of a Flow as SVG: entry screens on the left, ways forward as arrows, the ends with a double frame.
 */
public final class RoutingSvg {

    private static final int WIDTH = 190;
    private static final int HEIGHT = 64;
    private static final int COLUMN = 270;
    private static final int ROW = 96;
    private static final int POINT_ROW = 30;
    private static final int MARGIN = 32;
    private static final int LEGEND = 44;
    private static final int MAX_SCREENS = 200;

    private final FlowJson flow;
    private final GraphLayout layout;
    private final Map<Slot, double[]> centres = new HashMap<>();
    private final StringBuilder svg = new StringBuilder();

    private RoutingSvg(FlowJson flow) {
        this.flow = flow;
        this.layout = new GraphLayout(flow);
    }

    /**
     * Draws a Flow.
     *
     * @param flow the document; one of more than 200 screens gives a picture that only says so
     * @return an SVG document that needs nothing from elsewhere
     */
    public static String of(FlowJson flow) {
        if (flow.screens().size() > MAX_SCREENS) {
            return """
                    <svg xmlns="http://www.w3.org/2000/svg" width="480" height="60"><text x="20" y="35">\
                    Too many screens to draw: %d.</text></svg>
                    """.formatted(flow.screens().size());
        }
        return new RoutingSvg(flow).draw();
    }

    private String draw() {
        double tallest = layout.columns().stream()
                .mapToDouble(RoutingSvg::heightOf)
                .max()
                .orElse(ROW);
        int width = 2 * MARGIN + Math.max(0, layout.columns().size() - 1) * COLUMN + WIDTH;
        double height = 2 * MARGIN + tallest + LEGEND;
        place(tallest);
        svg.append(SvgStyle.head(Math.max(width, 560), height));
        layout.routes().forEach(this::edge);
        for (FlowScreen screen : flow.screens()) {
            layout.slot(screen.id()).ifPresent(slot -> screen(screen, centre(slot)));
        }
        svg.append(SvgStyle.legend(MARGIN, height - LEGEND / 2.0));
        return svg.append("</svg>\n").toString();
    }

    private static double heightOf(List<Slot> column) {
        return column.stream().mapToDouble(RoutingSvg::heightOf).sum();
    }

    private static double heightOf(Slot slot) {
        return slot.isScreen() ? ROW : POINT_ROW;
    }

    private void place(double tallest) {
        for (List<Slot> column : layout.columns()) {
            double y = MARGIN + (tallest - heightOf(column)) / 2;
            for (Slot slot : column) {
                double x = MARGIN + slot.column() * (double) COLUMN + WIDTH / 2.0;
                centres.put(slot, new double[] {x, y + heightOf(slot) / 2});
                y += heightOf(slot);
            }
        }
    }

    private double[] centre(Slot slot) {
        return centres.getOrDefault(slot, new double[] {0, 0});
    }

    private void edge(Route route) {
        List<Slot> slots = route.slots();
        // A way back runs below the way forward.
        int shift = route.leadsBack() ? 14 : 0;
        double[] start = centre(slots.getFirst());
        double[] end = centre(slots.getLast());
        boolean isForward = start[0] <= end[0];
        var path = new StringBuilder();
        if (start[0] == end[0]) {
            double side = start[0] + WIDTH / 2.0;
            path.append("M%.0f %.0f C%.0f %.0f %.0f %.0f %.0f %.0f"
                    .formatted(
                            side,
                            start[1] + shift,
                            side + 60,
                            start[1] + shift,
                            side + 60,
                            end[1] + shift,
                            side + 6,
                            end[1] + shift));
        } else {
            double half = isForward ? WIDTH / 2.0 : -WIDTH / 2.0;
            double x = start[0] + half;
            double y = start[1] + shift;
            path.append("M%.0f %.0f".formatted(x, y));
            for (Slot slot : slots.subList(1, slots.size())) {
                double[] next = {centre(slot)[0], centre(slot)[1] + shift};
                double reach = isForward ? 6 : -6;
                double toX = slot.isScreen() ? next[0] - half - reach : next[0] - half;
                double bend = (toX - x) / 2;
                path.append(
                        " C%.0f %.0f %.0f %.0f %.0f %.0f".formatted(x + bend, y, toX - bend, next[1], toX, next[1]));
                if (!slot.isScreen()) {
                    path.append(" L%.0f %.0f".formatted(next[0] + half, next[1]));
                }
                x = next[0] + half;
                y = next[1];
            }
        }
        svg.append("  <path class=\"%s\" d=\"%s\"/>\n".formatted(route.leadsBack() ? "edge back" : "edge", path));
    }

    private void screen(FlowScreen screen, double[] centre) {
        double left = centre[0] - WIDTH / 2.0;
        double top = centre[1] - HEIGHT / 2.0;
        boolean isEntry = flow.routing().entryScreens().contains(screen.id());
        String kind = screen.isTerminal() ? "terminal" : isEntry ? "entry" : "inner";
        svg.append("  <g class=\"screen %s\"><title>%s</title>\n".formatted(kind, SvgStyle.escaped(screen.id())));
        svg.append("    <rect x=\"%.0f\" y=\"%.0f\" width=\"%d\" height=\"%d\" rx=\"12\"/>\n"
                .formatted(left, top, WIDTH, HEIGHT));
        if (screen.isTerminal()) {
            svg.append("    <rect class=\"inner-frame\" x=\"%.0f\" y=\"%.0f\" width=\"%d\" height=\"%d\" rx=\"9\"/>\n"
                    .formatted(left + 4, top + 4, WIDTH - 8, HEIGHT - 8));
        }
        svg.append("    <text class=\"id\" x=\"%.0f\" y=\"%.0f\">%s</text>\n"
                .formatted(centre[0], centre[1] - 4, SvgStyle.cut(screen.id(), 20)));
        svg.append("    <text class=\"title\" x=\"%.0f\" y=\"%.0f\">%s</text>\n"
                .formatted(
                        centre[0], centre[1] + 16, SvgStyle.cut(screen.title().orElse(""), 28)));
        if (screen.canCallEndpoint()) {
            svg.append("    <circle class=\"endpoint\" cx=\"%.0f\" cy=\"%.0f\" r=\"6\"/>\n"
                    .formatted(left + WIDTH - 1, top + 1));
        }
        svg.append("  </g>\n");
    }
}
