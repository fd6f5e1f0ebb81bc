package dev.penstock.servlet.internal;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.Duration;

/** The answer to one request. */
record ServletReply(HttpServletRequest request, HttpServletResponse response) {

    /** How much of a refused body is thrown away, so that the client reads the refusal before the connection ends. */
    private static final long MAX_THROWN_AWAY = 64 * 1024 * 1024;

    private static final Duration PATIENCE = Duration.ofSeconds(2);
    /** Here a virtual thread waits; some containers would do so with a thread of their own. */
    private static final Duration PATIENCE_WITH_THE_SLOW = Duration.ofMinutes(1);

    /** Refuses a request. Where nobody knows whether its body has ended, the connection ends too. */
    void refuse(int status) throws IOException {
        if (status == 503) {
            response.setHeader("Retry-After", "1");
        }
        boolean isCutOff = status == 400 || status == 408 || status == 413;
        if (isCutOff && request.getProtocol().startsWith("HTTP/1")) {
            response.setHeader("Connection", "close");
        }
        sendEmpty(status);
        if (request.isAsyncStarted()) {
            throwAway(status == 408 ? PATIENCE_WITH_THE_SLOW : PATIENCE);
        }
    }

    void send(ServletRoute.Answer answer) throws IOException {
        response.setStatus(answer.status());
        answer.headers().forEach(response::setHeader);
        if (answer.status() == 503) {
            response.setHeader("Retry-After", answer.headers().getOrDefault("Retry-After", "1"));
        }
        response.setContentLength(answer.body().length);
        response.getOutputStream().write(answer.body());
        response.flushBuffer();
    }

    /** Says that it could not be answered, if nothing has been said yet. */
    void fail() throws IOException {
        if (!response.isCommitted()) {
            response.reset();
            sendEmpty(500);
        }
    }

    private void sendEmpty(int status) throws IOException {
        response.setStatus(status);
        response.setContentLength(0);
        response.flushBuffer();
    }

    /** A connection that is closed while the client sends is reset, and then it may not see the refusal. */
    private void throwAway(Duration patience) throws IOException {
        long end = System.nanoTime() + patience.toNanos();
        var input = request.getInputStream();
        var piece = new byte[8 * 1024];
        long thrownAway = 0;
        while (thrownAway < MAX_THROWN_AWAY && System.nanoTime() - end < 0) {
            int count = input.read(piece);
            if (count < 0) {
                return;
            }
            thrownAway += count;
        }
    }
}
