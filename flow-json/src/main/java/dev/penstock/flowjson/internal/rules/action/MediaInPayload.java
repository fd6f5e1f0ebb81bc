package dev.penstock.flowjson.internal.rules.action;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowComponent;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.expression.Expression.Reference;
import dev.penstock.flowjson.internal.rules.BoundText;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.schema.Schemas;
import dev.penstock.flowjson.internal.typing.ReferenceResolver;
import dev.penstock.flowjson.internal.typing.ReferenceResolver.Target;
import dev.penstock.flowjson.tree.Node;
import dev.penstock.flowjson.tree.NumberNode;
import dev.penstock.flowjson.tree.ObjectNode;
import java.util.Optional;

/**
 * INVALID_ON_CLICK_ACTION_PAYLOAD for photos and documents: only as a direct value of data_exchange or complete, and
 * ten files at most in complete.
 */
final class MediaInPayload implements Rule {

    private static final String CODE = "INVALID_ON_CLICK_ACTION_PAYLOAD";
    private static final int MAX_FILES = 10;
    private static final int DEFAULT_FILES = 30;

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            var resolver = new ReferenceResolver(document.flow(), screen);
            for (FlowAction action : screen.actions()) {
                action.payload().ifPresent(payload -> check(action, payload, resolver, document, findings));
            }
        }
    }

    private static void check(
            FlowAction action, ObjectNode payload, ReferenceResolver resolver, Document document, Findings findings) {
        for (BoundText bound : BoundText.in(payload)) {
            for (Reference reference : bound.references()) {
                Optional<FlowComponent> picker = picker(resolver, reference);
                if (picker.isEmpty()) {
                    continue;
                }
                boolean isDirect = payload.members().values().stream()
                        .anyMatch(member ->
                                member.value().range().equals(bound.node().range()));
                if (!isDirect) {
                    findings.error(
                            CODE, bound.node(), "Files can only be a direct value of the payload. Move it to the top.");
                } else if (action.name().equals("navigate")) {
                    findings.error(
                            CODE,
                            bound.node(),
                            "Files cannot be passed to another screen. Send them with data_exchange or complete.");
                } else if (action.name().equals("complete")) {
                    checkCount(picker.get(), bound, document, findings);
                }
            }
        }
    }

    private static Optional<FlowComponent> picker(ReferenceResolver resolver, Reference reference) {
        return resolver.resolve(reference) instanceof Target.Found found
                ? found.input().filter(input -> Schemas.MEDIA_PICKERS.contains(input.type()))
                : Optional.empty();
    }

    private static void checkCount(FlowComponent picker, BoundText bound, Document document, Findings findings) {
        String key = picker.type().equals("PhotoPicker") ? "max-uploaded-photos" : "max-uploaded-documents";
        Optional<Node> declared = picker.node().get(key);
        double most = switch (declared.orElse(bound.node())) {
            case NumberNode number -> number.value();
            // A bound limit is known only at run time.
            case Node any when declared.isPresent() -> 0;
            default -> DEFAULT_FILES;
        };
        if (most <= MAX_FILES) {
            return;
        }
        String message = "complete takes %d files at most, and %s allows %.0f. Set %s to %d or less."
                .formatted(MAX_FILES, picker.type(), most, key, MAX_FILES);
        // A limit that the author chose is an error; that the default of 30 is too many was not seen to be refused.
        if (declared.isPresent() && document.isAtLeast(5, 0)) {
            findings.error(CODE, bound.node(), message);
        } else {
            findings.warning(CODE, bound.node(), message);
        }
    }
}
