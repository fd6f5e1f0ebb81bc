package dev.penstock.simulator.phone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.penstock.simulator.phone.page.PhonePage;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * WhatsApp's media store on this machine: encrypts files as a phone does, and serves them on 127.0.0.1, over HTTP,
 * until it is closed. For tests and for scenarios without a browser; a {@link PhonePage} serves the files of its
 * session itself.
 *
 * <p>An endpoint downloads from here only if it was told to:
 * {@code MediaDecryptorBuilder.allowLoopbackForDevelopment()}.
 *
 * <p>Thread-safe. {@link #close()} it to free the port and its threads.
 */
public final class LoopbackMediaStore implements AutoCloseable {

    private static final String FOLDER = "/media/";

    private final HttpServer server;
    private final ExecutorService threads;
    private final MediaShelf ownShelf;
    private final List<MediaShelf> shelves = new CopyOnWriteArrayList<>();

    private LoopbackMediaStore(HttpServer server, ExecutorService threads) {
        this.server = server;
        this.threads = threads;
        this.ownShelf = new MediaShelf(this::address, new SecureRandom());
        shelves.add(ownShelf);
    }

    /**
     * Starts an empty store on any free port.
     *
     * @return the store
     * @throws UncheckedIOException if no port can be had
     */
    public static LoopbackMediaStore start() {
        try {
            var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
            var threads = Executors.newVirtualThreadPerTaskExecutor();
            var store = new LoopbackMediaStore(server, threads);
            server.createContext("/", store::handle);
            server.setExecutor(threads);
            server.start();
            return store;
        } catch (IOException taken) {
            throw new UncheckedIOException("The media store cannot listen on 127.0.0.1.", taken);
        }
    }

    /** {@return where it listens} */
    public URI uri() {
        return URI.create(address());
    }

    private String address() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    /**
     * Encrypts a file and serves it.
     *
     * @param fileName its name
     * @param mimeType its type, as a device would say
     * @param file its contents, which are not looked at
     * @return what a phone sends of it
     */
    public PickedFile place(String fileName, String mimeType, byte[] file) {
        return ownShelf.place(fileName, mimeType, file);
    }

    /**
     * Serves what is chosen in a session from now on.
     *
     * @param session the session
     */
    public void serve(PhoneSession session) {
        session.media().serveAt(address());
        shelves.add(session.media());
    }

    private void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Optional<byte[]> file = exchange.getRequestMethod().equals("GET")
                    ? find(exchange.getRequestURI().getPath())
                    : Optional.empty();
            if (file.isEmpty()) {
                exchange.sendResponseHeaders(404, -1);
                return;
            }
            exchange.getResponseHeaders().set("Content-Type", "application/octet-stream");
            exchange.sendResponseHeaders(200, file.get().length);
            exchange.getResponseBody().write(file.get());
        }
    }

    private Optional<byte[]> find(String path) {
        return Stream.of(path)
                .filter(each -> each.startsWith(FOLDER))
                .map(each -> each.substring(FOLDER.length()))
                .flatMap(id -> shelves.stream().flatMap(shelf -> shelf.find(id).stream()))
                .findFirst();
    }

    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
