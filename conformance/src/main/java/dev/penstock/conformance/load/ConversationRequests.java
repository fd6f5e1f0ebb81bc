package dev.penstock.conformance.load;

import dev.penstock.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.random.RandomGenerator;

/**
 * Many people who have the same conversation at the same time. Whoever has asked something asks the next about
 * {@value #PAUSE_SECONDS} s later, and in between others ask. So a run has at every moment the proportions of the
 * conversation, and an endpoint that remembers people by their flow token sees each one's requests in order.
 *
 * <p>A run begins in the middle: the people of its first seconds have asked their first requests before it. That is
 * what the warm-up is for.
 */
final class ConversationRequests implements ClearRequests {

    private static final int PAUSE_SECONDS = 1;

    private final List<Map<String, Object>> steps;
    private final LoadPlan plan;
    private final List<String> flowTokens;
    /** Makes tokens that no other run has had. */
    private final String run = "load-" + UUID.randomUUID();
    /** How many people begin between two requests of the same one. */
    private final long lag;

    private ConversationRequests(List<Map<String, Object>> steps, LoadPlan plan, long lag) {
        this.steps = steps;
        this.plan = plan;
        this.flowTokens = plan.flowTokens();
        this.lag = lag;
    }

    static ConversationRequests of(Conversation conversation, LoadPlan plan) {
        var steps = conversation.requests();
        long lag = (long) Math.ceil(plan.rate() * PAUSE_SECONDS / steps.size());
        return new ConversationRequests(steps, plan, lag);
    }

    @Override
    public Clear at(long number, RandomGenerator random) {
        int step = (int) (number % steps.size());
        // Counted so that those who have begun before the run have numbers, too.
        long person = number / steps.size() + (steps.size() - 1 - step) * lag;
        var request = new LinkedHashMap<>(steps.get(step));
        if (request.containsKey("flow_token")) {
            request.put("flow_token", flowToken(person));
            request.remove("flow_token_signature"); // it is for the token that was there
            plan.vouch(request);
        }
        return new Clear(Conversation.action(request).equals("ping"), StrictJson.write(request));
    }

    private String flowToken(long person) {
        return flowTokens.isEmpty() ? run + "-" + person : flowTokens.get((int) (person % flowTokens.size()));
    }
}
