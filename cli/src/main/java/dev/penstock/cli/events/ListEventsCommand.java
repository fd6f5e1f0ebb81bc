package dev.penstock.cli.events;

import dev.penstock.cli.OutputOption;
import dev.penstock.cli.TextTable;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import dev.penstock.postgres.KeptAside;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code penstock events list}. */
@Command(
        name = "list",
        mixinStandardHelpOptions = true,
        description = {
            "List events that could not be delivered to a destination and are kept aside.",
            "What they say is shown only with --content, since it holds personal data."
        })
final class ListEventsCommand implements Callable<Integer> {

    private static final int MOST = 1_000;

    @Option(names = "--destination", paramLabel = "NAME", description = "Only of this destination; default all.")
    private @Nullable String destination;

    @Option(names = "--content", description = "Show what they say.")
    private boolean content;

    @Mixin
    private QueueOptions database;

    @Mixin
    private OutputOption output;

    private record Row(String destination, String id, String type, KeptAside aside) {}

    @Override
    public Integer call() {
        var rows = new ArrayList<Row>();
        for (var name : destination == null ? database.destinations() : List.of(destination)) {
            try (var queue = database.queue(name)) {
                queue.listAside(MOST).forEach(aside -> rows.add(row(name, aside)));
            }
        }
        output.print(rows.isEmpty() ? "No event is kept aside." : text(rows), json(rows));
        return 0;
    }

    private static Row row(String destination, KeptAside aside) {
        var key = aside.item().key();
        return new Row(destination, key.substring(key.indexOf(' ') + 1), type(aside), aside);
    }

    private static String type(KeptAside aside) {
        try {
            return String.valueOf(StrictJson.readObject(aside.item().json()).get("type"));
        } catch (JsonFormatException unreadable) {
            return "unreadable";
        }
    }

    private String text(List<Row> rows) {
        var table = TextTable.of("DESTINATION", "ID", "TYPE", "TRIES", content ? "CONTENT" : "SINCE");
        rows.forEach(row -> table.row(
                row.destination(),
                row.id(),
                row.type(),
                Integer.toString(row.aside().attempts()),
                content
                        ? new String(row.aside().item().json(), StandardCharsets.UTF_8)
                        : row.aside().since().truncatedTo(ChronoUnit.SECONDS).toString()));
        return table.text(cell -> cell).stripTrailing();
    }

    private Map<String, Object> json(List<Row> rows) {
        return Map.of(
                "events",
                rows.stream()
                        .map(row -> {
                            var json = new LinkedHashMap<String, Object>();
                            json.put("destination", row.destination());
                            json.put("id", row.id());
                            json.put("type", row.type());
                            json.put("tries", row.aside().attempts());
                            json.put("since", row.aside().since().toString());
                            if (content) {
                                json.put(
                                        "event",
                                        StrictJson.readObject(row.aside().item().json()));
                            }
                            return json;
                        })
                        .toList());
    }
}
