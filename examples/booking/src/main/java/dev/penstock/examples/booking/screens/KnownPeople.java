package dev.penstock.examples.booking.screens;

import dev.penstock.FlowFilter;
import dev.penstock.FlowResponse;
import dev.penstock.ScreenHandler;
import dev.penstock.ScreenRequest;

/** Lets in only requests whose flow token tells people apart, since a booking belongs to a flow token. */
record KnownPeople(Texts texts) implements FlowFilter {

    @Override
    public FlowResponse filter(ScreenRequest request, ScreenHandler<ScreenRequest> next) throws Exception {
        return request.flowToken().isPresent()
                ? next.handle(request)
                : request.invalidFlowToken(texts.text("needs-message"));
    }
}
