package dev.penstock.flowjson.internal.rules.document;

import dev.penstock.flowjson.FlowJsonVersion;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.StringNode;
import java.util.Optional;

/**
 * MISSING_, INVALID_ and UNSUPPORTED_FLOW_JSON_VERSION. A frozen version is an error for new Flows only: others still
 * open.
 */
final class InvalidFlowJsonVersion implements Rule {

    @Override
    public void check(Document document, Findings findings) {
        Optional<Node> version = document.flow().root().get("version");
        if (version.isEmpty()) {
            findings.error(
                    "MISSING_FLOW_JSON_VERSION",
                    document.flow().root(),
                    "The document has no version. Add \"version\": \"%s\".".formatted(FlowJsonVersion.RECOMMENDED));
        } else if (version.get() instanceof StringNode text) {
            checkText(text, document, findings);
        } else {
            findings.error(
                    "UNSUPPORTED_FLOW_JSON_VERSION",
                    version.get(),
                    "The version must be a string such as \"%s\".".formatted(FlowJsonVersion.RECOMMENDED));
        }
    }

    private static void checkText(StringNode text, Document document, Findings findings) {
        switch (FlowJsonVersion.parse(text.value()).map(FlowJsonVersion::state).orElse(FlowJsonVersion.State.UNKNOWN)) {
            case PUBLISHABLE -> {
                // Nothing to tell.
            }
            case FROZEN -> {
                String message =
                        ("Version %s is frozen: Flows that are published already still open, but nothing new can be"
                                        + " published. Move to %s.")
                                .formatted(text.value(), FlowJsonVersion.RECOMMENDED);
                if (document.strictness().isForNewFlow()) {
                    findings.error("UNSUPPORTED_FLOW_JSON_VERSION", text, message);
                } else {
                    findings.warning("UNSUPPORTED_FLOW_JSON_VERSION", text, message);
                }
            }
            case GONE ->
                findings.error(
                        "UNSUPPORTED_FLOW_JSON_VERSION",
                        text,
                        "Version %s is no longer supported. Move to %s."
                                .formatted(text.value(), FlowJsonVersion.RECOMMENDED));
            case UNKNOWN ->
                findings.error(
                        "INVALID_FLOW_JSON_VERSION",
                        text,
                        "%s is no version of Flow JSON. The recommended one is \"%s\"."
                                .formatted(Excerpt.of(text.value()), FlowJsonVersion.RECOMMENDED));
        }
    }
}
