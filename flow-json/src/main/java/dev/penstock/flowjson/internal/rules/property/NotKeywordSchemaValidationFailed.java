package dev.penstock.flowjson.internal.rules.property;

import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Document.Described;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.tree.ObjectNode;

/** NOT_KEYWORD_SCHEMA_VALIDATION_FAILED: properties that exclude each other. */
final class NotKeywordSchemaValidationFailed implements Rule {

    private static final String CODE = "NOT_KEYWORD_SCHEMA_VALIDATION_FAILED";

    @Override
    public void check(Document document, Findings findings) {
        for (Described object : document.objects()) {
            if (object.schema().name().equals("Footer")) {
                checkCaptions(object.node(), findings);
            }
        }
        for (FlowScreen screen : document.flow().screens()) {
            if (screen.node().has("success") && !screen.isTerminal()) {
                findings.error(
                        CODE,
                        screen.node().member("success").orElseThrow(),
                        "Only a terminal screen can tell success. Remove it, or add \"terminal\": true.");
            }
        }
    }

    private static void checkCaptions(ObjectNode footer, Findings findings) {
        if (footer.has("center-caption") && (footer.has("left-caption") || footer.has("right-caption"))) {
            findings.error(
                    CODE,
                    footer.member("center-caption").orElseThrow(),
                    "A Footer has either a caption in the centre, or one left and one right. Remove one kind.");
        }
    }
}
