package dev.penstock.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.penstock.replay.ReplayGuard;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;

/** What must not come into being. */
public final class FunctionWithGuardInMemory implements RequestStreamHandler {

    private final FlowLambda flow = FlowLambda.of(Greeting.endpoint(Greeting.newKey())
            .replayGuard(ReplayGuard.inMemory())
            .build());

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        flow.handleRequest(event, answer, context);
    }
}
