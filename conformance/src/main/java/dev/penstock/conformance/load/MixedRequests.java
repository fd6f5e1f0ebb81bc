package dev.penstock.conformance.load;

import dev.penstock.json.StrictJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.random.RandomGenerator;

/** Requests drawn from a mix. */
final class MixedRequests implements ClearRequests {

    private static final List<String> NO_FLOW_TOKEN = List.of("unused");

    private final LoadPlan plan;
    private final List<String> flowTokens;

    MixedRequests(LoadPlan plan) {
        this.plan = plan;
        this.flowTokens = plan.flowTokens().isEmpty() ? NO_FLOW_TOKEN : plan.flowTokens();
    }

    @Override
    public Clear at(long number, RandomGenerator random) {
        var flowToken = flowTokens.get((int) (number % flowTokens.size()));
        return switch (plan.mix().draw(random)) {
            case PING -> new Clear(true, StrictJson.write(Map.of("version", "3.0", "action", "ping")));
            case INIT -> request("INIT", "", Map.of(), flowToken);
            case DATA_EXCHANGE -> request("data_exchange", plan.screen().orElseThrow(), plan.data(), flowToken);
        };
    }

    private Clear request(String action, String screen, Map<String, Object> data, String flowToken) {
        var request = new LinkedHashMap<String, Object>();
        request.put("version", "3.0");
        request.put("action", action);
        request.put("screen", screen);
        request.put("data", data);
        request.put("flow_token", flowToken);
        plan.vouch(request);
        return new Clear(false, StrictJson.write(request));
    }
}
