package dev.penstock.cli.monitoring;

import dev.penstock.cli.Project;
import dev.penstock.json.StrictJson;
import java.io.IOException;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The board for Grafana, read without Grafana. */
record Board(List<Panel> panels) {

    /**
     * A panel, or the heading of a row, which asks nothing.
     *
     * @param lines from which values on it gets another colour
     */
    record Panel(
            String title, String unit, int x, int y, int width, int height, List<Query> queries, List<Double> lines) {}

    /** What is asked, and how what comes is called, with places such as <code>{{flow}}</code>. */
    record Query(String expression, String legend) {

        /** With what Grafana would fill in. */
        String over(String interval) {
            return expression
                    .replace("$__rate_interval", interval)
                    .replace("$flow", ".*")
                    .replace("$tenant", ".*");
        }

        String legend(Map<String, Object> labels) {
            var text = legend;
            for (var label : labels.entrySet()) {
                text = text.replace("{{" + label.getKey() + "}}", String.valueOf(label.getValue()));
            }
            return text.replaceAll("\\{\\{\\w+}}", "").strip();
        }
    }

    static Board read() throws IOException {
        var json = StrictJson.readObject(
                Files.readAllBytes(Project.root().resolve("docs/monitoring/penstock-board.json")));
        return new Board(objects(json.get("panels")).stream().map(Board::panel).toList());
    }

    private static Panel panel(Map<String, Object> panel) {
        var place = object(panel.get("gridPos"));
        var look = object(object(panel.get("fieldConfig")).get("defaults"));
        var lines = new ArrayList<Double>();
        for (var step : objects(object(look.get("thresholds")).get("steps"))) {
            if (step.get("value") instanceof Number value) {
                lines.add(value.doubleValue());
            }
        }
        return new Panel(
                String.valueOf(panel.get("title")),
                String.valueOf(look.get("unit")),
                whole(place, "x"),
                whole(place, "y"),
                whole(place, "w"),
                whole(place, "h"),
                objects(panel.get("targets")).stream()
                        .map(target -> new Query(
                                String.valueOf(target.get("expr")), String.valueOf(target.get("legendFormat"))))
                        .toList(),
                List.copyOf(lines));
    }

    private static int whole(Map<String, Object> from, String name) {
        return ((Number) Objects.requireNonNull(from.get(name), name)).intValue();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> object(@Nullable Object json) {
        return json instanceof Map<?, ?> map ? (Map<String, Object>) map : Map.of();
    }

    @SuppressWarnings("unchecked")
    private static List<Map<String, Object>> objects(@Nullable Object json) {
        return json instanceof List<?> list ? (List<Map<String, Object>>) list : List.of();
    }
}
