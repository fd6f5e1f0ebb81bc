package dev.penstock.cli.phone;

import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.PhoneSessionBuilder;
import dev.penstock.simulator.phone.page.PhonePage;
import dev.penstock.testing.EncryptingLine;
import java.net.URI;
import java.nio.file.Path;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.UnaryOperator;

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
    public static OpenPhone start(PhoneSessionBuilder builder, EncryptingLine line, String name, int port) {
        return start(builder, line, page -> page.port(port).flowName(name));
    }

    /** The same for a Flow JSON that the page follows: it shows each new version, and what the linter finds in it. */
    static OpenPhone following(Path flowJson, PhoneSessionBuilder builder, EncryptingLine line, PageOptions where) {
        var name = String.valueOf(flowJson.getFileName());
        return start(builder, line, page -> where.apply(page).flowName(name).following(flowJson));
    }

    /** The same on loopback; port 0 is any that is free. */
    public static OpenPhone following(Path flowJson, PhoneSessionBuilder builder, EncryptingLine line, int port) {
        var name = String.valueOf(flowJson.getFileName());
        return start(builder, line, page -> page.port(port).flowName(name).following(flowJson));
    }

    private static OpenPhone start(
            PhoneSessionBuilder builder, EncryptingLine line, UnaryOperator<PhonePage.Builder> options) {
        var calls = Executors.newSingleThreadExecutor(
                Thread.ofVirtual().name("penstock-phone").factory());
        var session = builder.line(line).executor(calls).build();
        var page = options.apply(PhonePage.builder(session)).start();
        return new OpenPhone(session, page, line, calls);
    }

    PhoneSession session() {
        return session;
    }

    /** The address to open. */
    public URI uri() {
        return page.uri();
    }

    @Override
    public void close() {
        page.close();
        line.close();
        calls.shutdownNow();
    }
}
