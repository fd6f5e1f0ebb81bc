package dev.penstock.simulator.graph;

import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The few checks without which the rest makes no sense: is it JSON, has it a version and screens with proper ids. */
final class BasicFlowValidator implements FlowValidator {

    private static final Set<String> PUBLISHABLE =
            Set.of("5.1", "6.0", "6.1", "6.2", "6.3", "7.0", "7.1", "7.2", "7.3");

    @Override
    public List<Map<String, Object>> validate(String flowJson) {
        Map<String, Object> flow;
        try {
            flow = StrictJson.readObject(flowJson);
        } catch (JsonFormatException malformed) {
            return List.of(error("INVALID_FLOW_JSON", "The Flow JSON is not JSON.", ""));
        }
        var errors = new ArrayList<Map<String, Object>>();
        if (!(flow.get("version") instanceof String version)) {
            errors.add(error("MISSING_FLOW_JSON_VERSION", "The version is missing.", "version"));
        } else if (!PUBLISHABLE.contains(version)) {
            errors.add(error("INVALID_FLOW_JSON_VERSION", "The version cannot be published.", "version"));
        }
        if (!(flow.get("screens") instanceof List<?> screens) || screens.isEmpty()) {
            errors.add(error("MIN_ITEMS_REQUIRED", "There must be a screen.", "screens"));
            return errors;
        }
        for (int i = 0; i < screens.size(); i++) {
            var id = screens.get(i) instanceof Map<?, ?> screen ? screen.get("id") : null;
            if (!(id instanceof String text) || !text.matches("[A-Za-z_]+") || text.equals("SUCCESS")) {
                errors.add(
                        error("PATTERN_MISMATCH", "A screen id is letters and underscores.", "screens[" + i + "].id"));
            }
        }
        return errors;
    }

    private static Map<String, Object> error(String code, String message, String path) {
        var error = new LinkedHashMap<String, Object>();
        error.put("error", code);
        error.put("error_type", "FLOW_JSON_ERROR");
        error.put("message", message);
        error.put("line_start", 1);
        error.put("line_end", 1);
        error.put("column_start", 1);
        error.put("column_end", 1);
        error.put("pointers", List.of(Map.of("path", path, "line_start", 1, "column_start", 1)));
        return error;
    }
}
