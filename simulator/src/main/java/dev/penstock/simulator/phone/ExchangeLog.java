package dev.penstock.simulator.phone;

import dev.penstock.simulator.phone.LoggedExchange.Purpose;
import dev.penstock.testing.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The exchanges of a session with what the phone found wrong in them. Guarded by its session's lock. */
final class ExchangeLog {

    private static final int MAX_ENTRIES = 500;

    private final List<LoggedExchange> entries = new ArrayList<>();
    private int count;

    void add(Exchange exchange, Purpose purpose) {
        count++;
        entries.add(new LoggedExchange(count, exchange, purpose, List.of()));
        if (entries.size() > MAX_ENTRIES) {
            entries.removeFirst();
        }
    }

    /** Notes a fault about the newest exchange. */
    void note(AnswerFault fault) {
        if (!entries.isEmpty()) {
            LoggedExchange entry = entries.removeLast();
            List<AnswerFault> faults = new ArrayList<>(entry.faults());
            faults.add(fault);
            entries.add(new LoggedExchange(entry.number(), entry.exchange(), entry.purpose(), faults));
        }
    }

    List<LoggedExchange> entries() {
        return List.copyOf(entries);
    }

    Optional<LoggedExchange> find(int number) {
        return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }
}
