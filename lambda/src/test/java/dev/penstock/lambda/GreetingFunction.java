package dev.penstock.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import dev.penstock.crypto.PrivateKeys;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** The function that AWS's own runtime client runs in the tests, as a user would write it. */
public final class GreetingFunction implements RequestStreamHandler {

    private final FlowLambda flow;

    /** Called by the runtime client. */
    public GreetingFunction() throws IOException {
        var key = PrivateKeys.load(Path.of(System.getenv("PRIVATE_KEY_FILE")));
        flow = FlowLambda.builder(Greeting.endpoint(key).build())
                .beforeSnapshot(() -> note("before the snapshot"))
                .afterRestore(() -> note("after the restore"))
                .build();
        note("built");
    }

    @Override
    public void handleRequest(InputStream event, OutputStream answer, Context context) throws IOException {
        flow.handleRequest(event, answer, context);
        note("answered");
    }

    private static void note(String what) {
        try {
            Files.writeString(
                    Path.of(System.getenv("NOTES_FILE")),
                    what + "\n",
                    StandardOpenOption.CREATE,
                    StandardOpenOption.APPEND);
        } catch (IOException failed) {
            throw new java.io.UncheckedIOException(failed);
        }
    }
}
