package dev.penstock.simulator.phone.page;

import dev.penstock.simulator.phone.PhoneSession;
import java.time.Duration;

/** Looks for an endpoint that went away, once a second, with health checks, until its thread is interrupted. */
final class EndpointWatch implements Runnable {

    private static final Duration PAUSE = Duration.ofSeconds(1);

    private final PhoneSession session;

    EndpointWatch(PhoneSession session) {
        this.session = session;
    }

    @Override
    public void run() {
        try {
            while (!Thread.currentThread().isInterrupted()) {
                Thread.sleep(PAUSE);
                if (session.endpointAbsence().isPresent()) {
                    session.lookForEndpoint();
                }
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }
}
