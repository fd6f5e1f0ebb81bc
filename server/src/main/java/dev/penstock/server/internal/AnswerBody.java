package dev.penstock.server.internal;

import java.nio.ByteBuffer;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Sends the body of an answer piece by piece, and gives its memory back when it has been sent or cannot be. In one
 * piece the JVM would copy all of it outside the heap, and keep that room for the thread.
 */
final class AnswerBody extends IteratingCallback {

    private static final int PIECE_BYTES = 64 * 1024;

    private final ByteBuffer rest;
    private final Response response;
    private final Runnable giveBack;
    private final Callback callback;
    private boolean isSent;

    AnswerBody(byte[] body, Response response, Runnable giveBack, Callback callback) {
        this.rest = ByteBuffer.wrap(body);
        this.response = response;
        this.giveBack = giveBack;
        this.callback = callback;
    }

    @Override
    protected Action process() {
        if (isSent) {
            return Action.SUCCEEDED;
        }
        var piece = rest.slice(rest.position(), Math.min(PIECE_BYTES, rest.remaining()));
        rest.position(rest.position() + piece.remaining());
        isSent = !rest.hasRemaining();
        response.write(isSent, piece, this);
        return Action.SCHEDULED;
    }

    @Override
    protected void onCompleteSuccess() {
        giveBack.run();
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        giveBack.run();
        callback.failed(new QuietFailure());
    }
}
