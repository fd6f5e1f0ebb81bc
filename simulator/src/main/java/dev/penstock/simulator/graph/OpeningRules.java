package dev.penstock.simulator.graph;

import dev.penstock.event.ResponseViolation;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.UnreadableFlowJsonException;
import dev.penstock.flowjson.check.Openings;
import java.util.Map;
import java.util.Optional;

/**
 * Refuses a message whose screen and data do not fit the Flow that it opens (docs/reference/protocol.md, section 7).
 */
final class OpeningRules {

    private OpeningRules() {}

    static Optional<GraphReply> refusal(Map<?, ?> parameters, Optional<String> flowJson) {
        if (flowJson.isEmpty() || "data_exchange".equals(parameters.get("flow_action"))) {
            return Optional.empty();
        }
        try {
            var payload = Json.object(parameters, "flow_action_payload");
            return Openings.check(FlowJson.parse(flowJson.get()), payload).stream()
                    .filter(violation -> !violation.isWarning())
                    .map(ResponseViolation::toString)
                    .findFirst()
                    .map(details -> GraphReply.error(400, 131009, "Parameter value is not valid", details));
        } catch (UnreadableFlowJsonException notJudged) {
            return Optional.empty();
        }
    }
}
