package dev.penstock.examples.booking.command;

import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.examples.booking.BookingMedia;
import dev.penstock.examples.booking.appointments.Appointment;
import dev.penstock.examples.booking.seats.Seat;
import dev.penstock.examples.booking.seats.SeatBooking;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code penstock-booking bookings}: what the business sees. */
@Command(
        name = "bookings",
        mixinStandardHelpOptions = true,
        description = "List and cancel bookings, see their files, and see which seats are free.")
final class BookingsCommand {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm");

    @Mixin
    private DatabaseOptions databaseOptions;

    @Mixin
    private OutputOption output;

    @Command(
            name = "list",
            mixinStandardHelpOptions = true,
            description = "List the bookings that are still to come, by time.")
    int list(
            @Option(names = "--all", description = "Past ones too.") boolean all,
            @Option(
                            names = "--limit",
                            defaultValue = "100",
                            description = "How many of each kind at most; default ${DEFAULT-VALUE}.")
                    int limit) {
        return with(flows -> {
            var from = all ? Instant.EPOCH : Instant.now();
            var rows = new ArrayList<Map<String, Object>>();
            flows.appointments().list(from, limit).forEach(booked -> rows.add(row(booked)));
            flows.seatPlan().list(from, limit).forEach(booked -> rows.add(row(booked)));
            output.print(rows.isEmpty() ? "There are no bookings." : table(rows), Map.of("bookings", rows));
            return 0;
        });
    }

    @Command(
            name = "files",
            mixinStandardHelpOptions = true,
            description = {
                "List the files that somebody added to an appointment, or write them into a directory.",
                "They come from a stranger's phone: their type was checked, but not what they do when they are opened.",
                "Exit code 1 if there are none."
            })
    int files(
            @Parameters(paramLabel = "BOOKING_ID", description = "For example A-7KMQ2XPD4T.") String bookingId,
            @Option(names = "--to", paramLabel = "DIR", description = "Write them there; nothing is overwritten.")
                    @Nullable
                    Path directory) {
        return with(flows -> {
            var attachments = flows.appointments().attachments(bookingId);
            var rows = attachments.stream()
                    .map(file -> fields("name", file.name(), "type", file.mediaType(), "bytes", file.content().length))
                    .toList();
            var saved = directory == null ? List.<Path>of() : SavedFiles.save(directory, bookingId, attachments);
            var text = new StringBuilder(rows.isEmpty() ? "There are no files with " + bookingId + "." : table(rows));
            saved.forEach(path ->
                    text.append(System.lineSeparator()).append("Written: ").append(path));
            output.print(
                    text.toString(),
                    Map.of(
                            "files",
                            rows,
                            "written",
                            saved.stream().map(Path::toString).toList()));
            return rows.isEmpty() ? 1 : 0;
        });
    }

    @Command(
            name = "cancel",
            mixinStandardHelpOptions = true,
            description = "Cancel a booking; its time or its seats are free at once. Exit code 1 if there is none.")
    int cancel(@Parameters(paramLabel = "BOOKING_ID", description = "For example A-7KMQ2XPD4T.") String bookingId) {
        return with(flows -> {
            boolean cancelled =
                    flows.appointments().cancel(bookingId) || flows.seatPlan().cancel(bookingId);
            output.print(
                    cancelled
                            ? "Cancelled " + bookingId + "."
                            : "There is no booking " + bookingId + ", or it was cancelled before.",
                    Map.of("booking_id", bookingId, "cancelled", cancelled));
            return cancelled ? 0 : 1;
        });
    }

    @Command(
            name = "free-seats",
            mixinStandardHelpOptions = true,
            description = "Show which seats of a performance are neither sold nor held. Without a performance: how many"
                    + " of each.")
    int freeSeats(
            @Parameters(arity = "0..1", defaultValue = "", paramLabel = "PERFORMANCE", description = "Its id.")
                    String performance) {
        return with(flows -> performance.isEmpty() ? performances(flows) : seats(flows, performance));
    }

    private int performances(BookingFlows flows) {
        var rows = flows.seatPlan().performances().stream()
                .map(p -> fields(
                        "performance",
                        p.id(),
                        "title",
                        p.title(),
                        "starts_at",
                        TIME.format(p.startsAt()),
                        "free",
                        p.left()))
                .toList();
        output.print(rows.isEmpty() ? "There are no performances." : table(rows), Map.of("performances", rows));
        return 0;
    }

    private int seats(BookingFlows flows, String performance) {
        var map = flows.seatPlan().map(performance);
        if (map.isEmpty()) {
            output.print(
                    "There is no performance " + performance + " to come: see free-seats without an id.",
                    Map.of("performance", performance, "sections", List.of()));
            return 1;
        }
        var rows = map.get().sections().stream()
                .map(section -> fields(
                        "section",
                        section.id(),
                        "free",
                        section.left(),
                        "seats",
                        map.get().seatsOf(section.id()).stream()
                                .filter(Seat::isAvailable)
                                .map(Seat::id)
                                .collect(Collectors.joining(" "))))
                .toList();
        output.print(table(rows), Map.of("performance", performance, "sections", rows));
        return 0;
    }

    private int with(ToIntFunction<BookingFlows> work) {
        try (var database = databaseOptions.open();
                var media = BookingMedia.open()) {
            return work.applyAsInt(databaseOptions.flows(database.dataSource(), media));
        }
    }

    private static Map<String, Object> row(Appointment booked) {
        return fields(
                "booking_id",
                booked.bookingId(),
                "time",
                TIME.format(booked.startsAt()),
                "what",
                booked.departmentName() + ", " + booked.locationName(),
                "name",
                booked.contact().name(),
                "files",
                booked.attachments(),
                "state",
                booked.cancelledAt().isPresent() ? "cancelled" : "booked");
    }

    private static Map<String, Object> row(SeatBooking booked) {
        return fields(
                "booking_id",
                booked.bookingId(),
                "time",
                TIME.format(booked.performance().startsAt()),
                "what",
                booked.performance().title() + ", seats " + String.join(" ", booked.seats()),
                "name",
                booked.name(),
                "files",
                0,
                "state",
                booked.cancelledAt().isPresent() ? "cancelled" : "booked");
    }

    private static Map<String, Object> fields(Object... namesAndValues) {
        var fields = new LinkedHashMap<String, Object>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            fields.put(String.valueOf(namesAndValues[i]), namesAndValues[i + 1]);
        }
        return fields;
    }

    private static String table(List<Map<String, Object>> rows) {
        var names = List.copyOf(rows.getFirst().keySet());
        var lines = new ArrayList<List<String>>();
        lines.add(names);
        rows.forEach(row -> lines.add(row.values().stream().map(String::valueOf).toList()));
        var text = new StringBuilder();
        for (var line : lines) {
            for (int column = 0; column < line.size(); column++) {
                int at = column;
                int width =
                        lines.stream().mapToInt(l -> l.get(at).length()).max().orElse(0);
                text.append(
                        column == line.size() - 1
                                ? line.get(column)
                                : ("%-" + width + "s  ").formatted(line.get(column)));
            }
            text.append(System.lineSeparator());
        }
        return text.toString().stripTrailing();
    }
}
