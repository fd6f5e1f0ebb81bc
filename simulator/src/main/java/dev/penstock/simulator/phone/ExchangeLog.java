package dev.penstock.simulator.phone;

import dev.penstock.flowjson.text.TextRange;
import dev.penstock.testing.Exchange;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The exchanges of a session with what the phone found wrong in them. Guarded by its session's lock. */
final class ExchangeLog {

    /** One exchange, numbered from 1. */
    record Entry(int number, Exchange exchange, Purpose purpose, List<Finding> findings) {}

    /** Something wrong with an answer, and the line of the Flow JSON that says so. */
    record Finding(String code, String text, Optional<TextRange> where) {}

    /** Why the endpoint was called. */
    enum Purpose {
        /** A person did something. */
        PLAY,
        /** The same again after a 421. */
        RETRY,
        /** The phone reports an unusable answer. */
        NOTIFICATION,
        /** The inspector sends a request again. */
        REPLAY
    }

    private static final int MAX_ENTRIES = 500;

    private final List<Entry> entries = new ArrayList<>();
    private int count;

    void add(Exchange exchange, Purpose purpose) {
        count++;
        entries.add(new Entry(count, exchange, purpose, List.of()));
        if (entries.size() > MAX_ENTRIES) {
            entries.removeFirst();
        }
    }

    /** Notes a finding about the newest exchange. */
    void note(Finding finding) {
        if (!entries.isEmpty()) {
            Entry entry = entries.removeLast();
            List<Finding> findings = new ArrayList<>(entry.findings());
            findings.add(finding);
            entries.add(new Entry(entry.number(), entry.exchange(), entry.purpose(), List.copyOf(findings)));
        }
    }

    List<Entry> entries() {
        return List.copyOf(entries);
    }

    Optional<Entry> find(int number) {
        return entries.stream().filter(entry -> entry.number() == number).findFirst();
    }
}
