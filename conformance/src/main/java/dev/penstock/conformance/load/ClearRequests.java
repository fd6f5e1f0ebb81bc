package dev.penstock.conformance.load;

import java.util.random.RandomGenerator;

/** The clear requests of one run, by their number. Thread-safe. */
interface ClearRequests {

    /** A request as JSON in UTF-8, not to be changed. */
    record Clear(boolean isHealthCheck, byte[] json) {}

    /** The request that is due at a place in the run; numbers go on from the warm-up to what is measured. */
    Clear at(long number, RandomGenerator random);

    static ClearRequests of(LoadPlan plan) {
        return plan.conversation()
                .<ClearRequests>map(conversation -> ConversationRequests.of(conversation, plan))
                .orElseGet(() -> new MixedRequests(plan));
    }
}
