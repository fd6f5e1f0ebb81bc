package dev.penstock.simulator.phone.page;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.simulator.phone.PhoneSession;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * Shows a session in a browser: the phone, and an inspector beside it. It listens on 127.0.0.1 unless told otherwise,
 * and answers only its own page. It checks:
 *
 * <ul>
 *   <li>the {@code Host} header, against DNS rebinding;
 *   <li>{@code Origin} and {@code Sec-Fetch-Site}, against other sites;
 *   <li>a token of this run, which is in the {@link #uri() address} to open.
 * </ul>
 *
 * <p>The page asks nobody but this server.
 *
 * <p>Thread-safe. {@link #close()} it to free the port and its threads.
 */
public final class PhonePage implements AutoCloseable {

    private final HttpServer server;
    private final ListenAddress listen;
    private final ExecutorService threads;
    private final String token;

    private PhonePage(HttpServer server, ListenAddress listen, ExecutorService threads, String token) {
        this.server = server;
        this.listen = listen;
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
        return URI.create(listen.page(port()) + "/?token=" + token);
    }

    /** {@return the port it listens on} */
    public int port() {
        return server.getAddress().getPort();
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
        private ListenAddress listen = ListenAddress.loopback();
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
         * Listens elsewhere than on loopback, so that a browser on another machine can open the page, for example on a
         * real phone. Whoever can reach the address and knows the token uses this phone, which signs as WhatsApp does.
         * The page is plain HTTP, so whoever can listen on the way learns the token: use it in networks that you trust,
         * or through a tunnel.
         *
         * @param address where to listen; {@code 0.0.0.0} for everywhere
         * @param hostNames the names by which browsers may ask for the page, without port, the one to open first; any
         *     other is refused, as it may be a name that was rebound. May be empty unless the address means everywhere
         * @return this builder
         * @throws IllegalArgumentException if a name is no host name, or if one is needed
         */
        public Builder listenBeyondLoopback(InetAddress address, List<String> hostNames) {
            listen = new ListenAddress(address, hostNames);
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
         * Follows the Flow's file: when it changes, the phone plays the new Flow, and a mistake in it shows on the
         * page.
         *
         * @param file the Flow JSON
         * @return this builder
         */
        public Builder following(Path file) {
            followed = Optional.of(file);
            return this;
        }

        /**
         * Starts listening, on 127.0.0.1 unless told otherwise.
         *
         * @return the page
         * @throws UncheckedIOException if the port cannot be had
         */
        public PhonePage start() {
            String token = RequestGuard.newToken(new SecureRandom());
            ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
            var notes = new PageNotes(flowName, threads, session::announceChange);
            HttpServer server;
            try {
                server = HttpServer.create(new InetSocketAddress(listen.address(), port), 0);
            } catch (IOException taken) {
                threads.shutdownNow();
                throw new UncheckedIOException(
                        "The phone cannot listen on %s. Choose another port, or 0 for any."
                                .formatted(listen.page(port)),
                        taken);
            }
            int bound = server.getAddress().getPort();
            var guard = new RequestGuard(listen.hosts(bound), token);
            var answers = new PageServer(session, notes, guard);
            server.createContext("/", answers::handle);
            server.setExecutor(threads);
            server.start();
            session.serveFilesAt(listen.files(bound));
            threads.execute(answers::warmUp);
            threads.execute(new EndpointWatch(session));
            followed.ifPresent(file -> threads.execute(new FlowFileWatch(file, session, notes)));
            return new PhonePage(server, listen, threads, token);
        }
    }
}
