package dev.penstock.simulator.phone;

import dev.penstock.testing.Exchange;
import java.util.List;

/**
 * One exchange of a phone with the endpoint, with what the phone found wrong in it.
 *
 * @param number its number, counted from 1
 * @param exchange what was sent and what came back
 * @param purpose why the endpoint was called
 * @param faults what is wrong with the answer; empty if nothing is
 */
public record LoggedExchange(int number, Exchange exchange, Purpose purpose, List<AnswerFault> faults) {

    /** Why the endpoint was called. */
    public enum Purpose {
        /** A person did something. */
        PLAY,
        /** The same again after a 421. */
        RETRY,
        /** The phone reports an unusable answer. */
        NOTIFICATION,
        /** The inspector sends a request again. */
        REPLAY
    }

    /** Copies the faults. */
    public LoggedExchange {
        faults = List.copyOf(faults);
    }
}
