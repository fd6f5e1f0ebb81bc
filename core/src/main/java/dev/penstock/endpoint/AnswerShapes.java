package dev.penstock.endpoint;

import dev.penstock.Completion;
import dev.penstock.FlowData;
import dev.penstock.FlowResponse;
import dev.penstock.InvalidFlowToken;
import dev.penstock.NextScreen;
import dev.penstock.ScreenRequest;
import dev.penstock.event.AnswerShape;
import dev.penstock.event.AnswerShape.Form;
import java.util.Optional;
import java.util.Set;

/** Remembers the shape of what is answered. */
record AnswerShapes(RecentAnswers recent, Optional<ResponseCheck> check) {

    /** Remembers an answer that is about to be given, with how many faults the response check found in it. */
    void remember(ScreenRequest request, FlowResponse response, int violations, RequestEvents told) {
        switch (response) {
            case NextScreen next -> {
                var form = next.data().has(NextScreen.ERROR_MESSAGE) ? Form.SCREEN_WITH_MESSAGE : Form.SCREEN;
                add(request, form, told.known(next.screen()), size(next.data()), violations, told);
            }
            case Completion completion ->
                add(
                        request,
                        Form.COMPLETION,
                        Optional.empty(),
                        completion.params().map(AnswerShapes::size).orElse(0),
                        violations,
                        told);
            case InvalidFlowToken invalid -> {
                // The phone shows nothing of it but the message.
            }
        }
    }

    private void add(
            ScreenRequest request, Form form, Optional<String> to, int fields, int violations, RequestEvents told) {
        var from = told.labels().screen();
        var shape = new AnswerShape(told.id(), from, form, to, allowed(from), fields, violations);
        recent.add(request.flowToken(), shape);
    }

    private Optional<Set<String>> allowed(Optional<String> from) {
        return from.flatMap(screen -> check.flatMap(model -> model.followers(screen)));
    }

    private static int size(FlowData data) {
        return data.asMap().size();
    }
}
