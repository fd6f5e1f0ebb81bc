package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import java.util.Map;

/** INVALID_DEPENDENCIES: properties that come only together with another. */
final class InvalidDependencies implements Rule {

    private static final Map<String, String> NEEDS = Map.of(
            "left-caption", "right-caption",
            "right-caption", "left-caption",
            "pattern", "helper-text");

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            NEEDS.forEach((key, needed) -> {
                if (object.schema().property(key).isPresent()
                        && object.node().has(key)
                        && !object.node().has(needed)) {
                    findings.error(
                            "INVALID_DEPENDENCIES",
                            object.node().member(key).orElseThrow(),
                            "%s needs %s beside it. Add it.".formatted(key, needed));
                }
            });
        }
    }
}
