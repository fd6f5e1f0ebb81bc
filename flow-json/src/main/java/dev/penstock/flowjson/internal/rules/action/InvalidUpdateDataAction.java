package dev.penstock.flowjson.internal.rules.action;

import dev.penstock.flowjson.FlowAction;
import dev.penstock.flowjson.FlowScreen;
import dev.penstock.flowjson.internal.Excerpt;
import dev.penstock.flowjson.internal.rules.Document;
import dev.penstock.flowjson.internal.rules.Findings;
import dev.penstock.flowjson.internal.rules.Rule;
import dev.penstock.flowjson.internal.typing.Compatibility;
import dev.penstock.flowjson.internal.typing.PayloadTypes;
import dev.penstock.flowjson.model.DataModel;
import dev.penstock.flowjson.model.DataType;
import dev.penstock.flowjson.tree.ObjectNode.Member;

/** INVALID_ACTION_PAYLOAD_PROPERTY for update_data: it sets only what the screen's own data declares. */
final class InvalidUpdateDataAction implements Rule {

    private static final String CODE = "INVALID_ACTION_PAYLOAD_PROPERTY";

    @Override
    public void check(Document document, Findings findings) {
        for (FlowScreen screen : document.flow().screens()) {
            var types = new PayloadTypes(document.flow(), screen);
            for (FlowAction action : screen.actions()) {
                if (action.name().equals("update_data")) {
                    action.payload()
                            .ifPresent(payload -> payload.members()
                                    .values()
                                    .forEach(member -> check(screen, member, types, findings)));
                }
            }
        }
    }

    private static void check(FlowScreen screen, Member member, PayloadTypes types, Findings findings) {
        DataModel.Property declared = screen.dataModel().properties().get(member.key());
        if (declared == null) {
            findings.error(
                    CODE,
                    member,
                    "The data of this screen does not declare %s. Declare it, or remove it here."
                            .formatted(Excerpt.of(member.key())));
            return;
        }
        DataType type = types.of(member.value());
        if (!Compatibility.fits(declared.type(), type)) {
            findings.error(
                    CODE,
                    member.value(),
                    "%s is declared as %s, but this is %s."
                            .formatted(Excerpt.of(member.key()), declared.type().describe(), type.describe()));
        }
    }
}
