package dev.penstock.simulator.phone;

import dev.penstock.simulator.phone.LoggedExchange.Purpose;
import java.util.Map;
import java.util.Optional;

/**
 * Asks the endpoint while the Flow waits, and remembers what was asked, to ask again. Called under the session's lock.
 */
final class Asking {

    /** The component that asks, and the item of a list. */
    record Asker(String key, Optional<String> item, boolean isList) {
        static final Asker NOBODY = new Asker("", Optional.empty(), false);
    }

    private final FlowPlay play;
    private final Caller caller;
    private final Requests requests;
    private final AnswerRules answers;
    private Runnable again = () -> {};
    private Runnable afterwards = () -> {};

    Asking(FlowPlay play, Caller caller, Requests requests, AnswerRules answers) {
        this.play = play;
        this.caller = caller;
        this.requests = requests;
        this.answers = answers;
    }

    /** Sets what happens once an answer has been dealt with. */
    void afterwards(Runnable what) {
        afterwards = what;
    }

    boolean hasLine() {
        return caller.hasLine();
    }

    void ask(String action, String screen, Map<String, Object> data, Asker asker) {
        play.loading = Optional.of(new FlowPlay.Loading(asker.key(), asker.item()));
        play.failure = Optional.empty();
        int run = play.run;
        Optional<String> from = Optional.of(screen).filter(id -> !id.isEmpty());
        again = () -> ask(action, screen, data, asker);
        caller.call(requests.of(action, screen, data), Purpose.PLAY, exchange -> {
            if (play.run == run) {
                answers.apply(exchange, from, asker.isList());
                afterwards.run();
            }
        });
    }

    /** Asks what was asked last once more. */
    void again() {
        again.run();
    }
}
