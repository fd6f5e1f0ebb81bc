package dev.penstock.crypto;

import dev.penstock.UndecryptableRequestException;
import dev.penstock.crypto.spi.KeyTemporarilyUnavailableException;
import dev.penstock.crypto.spi.KeyUnwrapper;
import dev.penstock.crypto.spi.KeyUnwrapperFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Times providers of RSA on one key. For one thread. */
final class UnwrapperRace {

    /**
     * Few, since a start should be quick and the JDK's takes ten times as long before it is compiled; the least of them
     * is hardly touched by other work on the machine.
     */
    private static final int ROUNDS = 3;

    private final List<Entrant> entrants = new ArrayList<>();
    private final List<String> declined = new ArrayList<>();

    void enter(KeyUnwrapperFactory factory, KeyUnwrapper unwrapper) {
        entrants.add(new Entrant(factory, unwrapper));
    }

    void decline(String reason) {
        declined.add(reason);
    }

    /** Everybody with their times. */
    List<Entrant> run() {
        if (!entrants.isEmpty()) {
            var block = new UnwrapperSelfTest(entrants.getFirst().unwrapper).block();
            // In turn, so that other work on the machine touches all of them alike.
            for (int round = 0; round < ROUNDS; round++) {
                entrants.forEach(entrant -> entrant.time(block));
            }
        }
        return List.copyOf(entrants);
    }

    /** What is said behind the name of one that is used: its time, the others and theirs, and who did not take part. */
    String words(Entrant used) {
        var parts = new ArrayList<String>();
        parts.add(", " + used.speed());
        for (var entrant : entrants) {
            if (entrant != used) {
                parts.add("%s %s".formatted(entrant.factory.name(), entrant.speed()));
            }
        }
        parts.addAll(declined);
        return String.join("; ", parts);
    }

    static final class Entrant {

        private final KeyUnwrapperFactory factory;
        private final KeyUnwrapper unwrapper;
        private long nanos = Long.MAX_VALUE;

        private Entrant(KeyUnwrapperFactory factory, KeyUnwrapper unwrapper) {
            this.factory = factory;
            this.unwrapper = unwrapper;
        }

        KeyUnwrapperFactory factory() {
            return factory;
        }

        long nanos() {
            return nanos;
        }

        private void time(byte[] block) {
            long started = System.nanoTime();
            try {
                unwrapper.unwrap(block);
                nanos = Math.min(nanos, System.nanoTime() - started);
            } catch (UndecryptableRequestException | KeyTemporarilyUnavailableException unreliable) {
                nanos = Long.MAX_VALUE;
            }
        }

        /** Of code that has hardly run yet: good for a comparison, not for a promise. */
        private String speed() {
            return String.format(Locale.ROOT, "%.1f ms", nanos / 1e6);
        }
    }
}
