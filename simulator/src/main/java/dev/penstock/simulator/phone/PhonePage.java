package dev.penstock.simulator.phone;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows a session in a browser: the phone, and an inspector beside it. It listens on 127.0.0.1 only, and answers only its own
 * page: it checks the {@code Host} header against DNS rebinding, {@code Origin} and {@code Sec-Fetch-Site} against other
 * sites, and a token of this run that is in the {@link #uri() address} to open. No request of the page leaves loopback.
 *
 * <p>Thread-safe. {@link #close()} it to free the port and its threads.
 */
public final class PhonePage implements AutoCloseable {

    private final HttpServer server;
    private final ExecutorService threads;
    private final String token;

    private PhonePage(HttpServer server, ExecutorService threads, String token) {
        this.server = server;
        this.threads = threads;
        this.token = token;
    }

    /**
     * Starts building a page.
     *
     * @param session the session to show; files chosen on the page are served to its endpoint from here
     * @return a builder
     */
    public static Builder builder(PhoneSession session) {
        return new Builder(session);
    }

    /** {@return the address to open in a browser, with the token of this run} */
    public URI uri() {
        return URI.create(address() + "/?token=" + token);
    }

    /** {@return the port it listens on} */
    public int port() {
        return server.getAddress().getPort();
    }

    private String address() {
        return "http://127.0.0.1:" + port();
    }

    /** Stops listening, and ends the threads of the page. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }

    /** Builds a page. Not thread-safe. */
    public static final class Builder {

        private final PhoneSession session;
        private int port;
        private String flowName = "Flow";
        private Optional<Path> followed = Optional.empty();

        private Builder(PhoneSession session) {
            this.session = session;
        }

        /**
         * Sets the port.
         *
         * @param number the port, or 0 for any free one, which is the default
         * @return this builder
         */
        public Builder port(int number) {
            port = number;
            return this;
        }

        /**
         * Names the Flow in the page's title bar.
         *
         * @param name the name, for example that of its file
         * @return this builder
         */
        public Builder flowName(String name) {
            flowName = name;
            return this;
        }

        /**
         * Follows the Flow's file: when it changes, the phone plays the new Flow, and a mistake in it shows on the page.
         *
         * @param file the Flow JSON
         * @return this builder
         */
        public Builder following(Path file) {
            followed = Optional.of(file);
            return this;
        }

        /**
         * Starts listening on 127.0.0.1.
         *
         * @return the page
         * @throws UncheckedIOException if the port cannot be had
         */
        public PhonePage start() {
            String token = RequestGuard.newToken(new SecureRandom());
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            var notes = new PageNotes(flowName);
            HttpServer server;
            try {
                server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
            } catch (IOException taken) {
                threads.shutdownNow();
                throw new UncheckedIOException(
                        "The phone cannot listen on 127.0.0.1:%d. Choose another port, or 0 for any.".formatted(port),
                        taken);
            }
            var guard = new RequestGuard(server.getAddress().getPort(), token);
            server.createContext("/", new PageServer(session, notes, guard)::handle);
            server.setExecutor(threads);
            server.start();
            var page = new PhonePage(server, threads, token);
            session.media().serveAt(page.address());
            followed.ifPresent(file -> threads.execute(new FlowFileWatch(file, session, notes)));
            return page;
        }
    }
}
