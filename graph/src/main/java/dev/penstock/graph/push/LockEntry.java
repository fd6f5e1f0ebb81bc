package dev.penstock.graph.push;

import dev.penstock.internal.Fields;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What the lock file knows of one Flow in one account; without an id, its creation was begun and may have succeeded.
 */
record LockEntry(
        Optional<String> id,
        Optional<String> jsonSha256,
        Optional<String> endpointUri,
        Optional<String> appId,
        String categories) {

    static LockEntry begun() {
        return new LockEntry(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), "");
    }

    static LockEntry of(Fields json) {
        return new LockEntry(
                json.text("id"),
                json.text("flow_json_sha256"),
                json.text("endpoint_uri"),
                json.text("application_id"),
                json.text("categories").orElse(""));
    }

    Map<String, Object> toJson() {
        var json = new LinkedHashMap<String, Object>();
        id.ifPresent(text -> json.put("id", text));
        jsonSha256.ifPresent(text -> json.put("flow_json_sha256", text));
        endpointUri.ifPresent(text -> json.put("endpoint_uri", text));
        appId.ifPresent(text -> json.put("application_id", text));
        if (!categories.isEmpty()) {
            json.put("categories", categories);
        }
        return json;
    }
}
