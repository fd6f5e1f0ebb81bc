package dev.penstock.cli.phone;

import dev.penstock.simulator.EncryptingLine;
import dev.penstock.simulator.phone.PageFinding;
import dev.penstock.simulator.phone.PhonePage;
import dev.penstock.simulator.phone.PhoneSession;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** A phone that is shown in a browser: its session, its line and its page, which live and end together. */
public final class OpenPhone implements AutoCloseable {

    private final PhoneSession session;
    private final PhonePage page;
    private final EncryptingLine line;
    private final ExecutorService calls;

    private OpenPhone(PhoneSession session, PhonePage page, EncryptingLine line, ExecutorService calls) {
        this.session = session;
        this.page = page;
        this.line = line;
        this.calls = calls;
    }

    /** Starts a page for a session over a line; port 0 is any that is free. */
    public static OpenPhone start(PhoneSession.Builder builder, EncryptingLine line, String name, int port) {
        var calls = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("penstock-phone").factory());
        var session = builder.line(line).executor(calls).build();
        var page = PhonePage.builder(session).flowName(name).port(port).start();
        return new OpenPhone(session, page, line, calls);
    }

    /** The address to open. */
    public URI uri() {
        return page.uri();
    }

    PhoneSession session() {
        return session;
    }

    void findings(List<PageFinding> findings) {
        page.findings(findings);
    }

    @Override
    public void close() {
        page.close();
        line.close();
        calls.shutdownNow();
    }
}
