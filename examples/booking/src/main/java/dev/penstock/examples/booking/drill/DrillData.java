package dev.penstock.examples.booking.drill;

import java.time.LocalDate;
import java.util.List;
import javax.sql.DataSource;
import org.jdbi.v3.core.Jdbi;

/** What drills put into the database, and what they count there. */
final class DrillData {

    static final String LOCATION = "drill";
    static final String SECTION = "stalls";

    private final Jdbi jdbi;

    DrillData(DataSource dataSource) {
        this.jdbi = Jdbi.create(dataSource);
        jdbi.useHandle(handle -> handle.execute(
                "INSERT INTO location (id, name, position) VALUES ('drill', 'Drill', 99) ON CONFLICT DO NOTHING"));
    }

    /** A performance with one section; seats A1, A2 and so on, a hundred in a row. */
    void performance(String id, int seats) {
        jdbi.useTransaction(handle -> {
            handle.execute(
                    "INSERT INTO performance (id, title, venue, starts_at) VALUES (?, 'Drill', 'Drill', now() +"
                            + " interval '7 days')",
                    id);
            handle.execute(
                    "INSERT INTO section (performance, id, position, price_cents, currency) VALUES (?, 'stalls',"
                            + " 1, 1000, 'EUR')",
                    id);
            handle.execute("""
                    INSERT INTO seat (performance, id, section, row_name, number)
                    SELECT p, chr(65 + n / 100) || (n %% 100 + 1), 'stalls', chr(65 + n / 100), n %% 100 + 1
                    FROM (SELECT CAST(? AS text) AS p, generate_series(0, ? - 1) AS n) AS numbers""".replace("%%", "%"), id, seats);
        });
    }

    /** A department that opens on one day of the week, from nine o'clock, with slots of 15 minutes. */
    void department(String id, LocalDate day, int slots) {
        jdbi.useTransaction(handle -> {
            handle.execute("INSERT INTO department (id, position) VALUES (?, 999)", id);
            handle.execute("""
                    INSERT INTO opening_hours (department, location, weekday, opens, closes, slot_minutes)
                    VALUES (?, 'drill', ?, '09:00', CAST('09:00' AS time) + make_interval(mins => ?), 15)""", id, day.getDayOfWeek().getValue(), 15 * slots);
        });
    }

    /** So that the lists of the Flows stay short. */
    void removeDepartment(String id) {
        jdbi.useHandle(handle -> handle.execute("DELETE FROM opening_hours WHERE department = ?", id));
    }

    long count(String sql, Object... arguments) {
        return jdbi.withHandle(
                handle -> handle.select(sql, arguments).mapTo(Long.class).one());
    }

    List<String> texts(String sql, Object... arguments) {
        return jdbi.withHandle(
                handle -> handle.select(sql, arguments).mapTo(String.class).list());
    }
}
