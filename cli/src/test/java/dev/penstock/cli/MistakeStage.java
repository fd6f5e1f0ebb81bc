package dev.penstock.cli;

import com.sun.net.httpserver.HttpServer;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.testing.RequestEnvelope;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Files that are wrong in every way, and endpoints that do not answer as they should, by the names that the table has
 * for them.
 */
final class MistakeStage implements AutoCloseable {

    /** Whoever types it by mistake must not see it again. */
    static final String SECRET = "deadbeefdeadbeefdeadbeefdeadbeef";

    private static final Pattern WORD = Pattern.compile("\"([^\"]*)\"(?= |$)|(\\S+)");

    private final Map<String, String> names = new HashMap<>();
    private final List<AutoCloseable> open = new ArrayList<>();

    private MistakeStage() {}

    static MistakeStage in(Path directory) throws Exception {
        var stage = new MistakeStage();
        stage.names.put("secret", SECRET);
        stage.files(directory);
        stage.endpoints();
        return stage;
    }

    private void files(Path directory) throws IOException {
        var key = PrivateKeys.generate();
        var home = Files.createDirectory(directory.resolve("home"));
        var noSecret = Files.createDirectory(directory.resolve("nosecret"));
        var existing = Files.createDirectory(directory.resolve("existing"));
        names.put("home", home.toString());
        names.put("nosecret", noSecret.toString());
        names.put("existing", existing.toString());
        names.put(
                "directory",
                Files.createDirectory(directory.resolve("a-directory")).toString());
        names.put("missing", directory.resolve("missing-file").toString());
        for (var place : List.of(home, noSecret, existing)) {
            Files.writeString(
                    place.resolve("public.pem"), BusinessPublicKey.of(key).pem());
        }
        secret(existing.resolve("private.pem"), PrivateKeys.clearPem(key));
        secret(home.resolve("app-secret.txt"), "0123456789abcdef0123456789abcdef");
        names.put("publickey", home.resolve("public.pem").toString());
        write(directory, "key", PrivateKeys.clearPem(key));
        write(directory, "encryptedkey", PrivateKeys.encryptedPem(key, "correct-horse".toCharArray()));
        write(directory, "empty", "");
        write(directory, "large", "x".repeat(100_000));
        write(directory, "binary", "\u0000\u00ff\u00fe\u0001\u0080");
        write(directory, "secretfile", "EAAG" + SECRET);
        write(directory, "otherjson", "{\"a\": [1, 2]}");
        write(
                directory,
                "body",
                new String(
                        RequestEnvelope.seal("{}".getBytes(StandardCharsets.US_ASCII), BusinessPublicKey.of(key))
                                .body(),
                        StandardCharsets.US_ASCII));
        write(directory, "flow", """
                {"version": "7.3", "data_api_version": "3.0", "routing_model": {"A": []},
                 "screens": [{"id": "A", "title": "A", "terminal": true, "data": {},
                  "layout": {"type": "SingleColumnLayout", "children": [
                   {"type": "Footer", "label": "Go", "on-click-action": {"name": "data_exchange", "payload": {}}}]}}]}
                """);
        write(directory, "scenario", "name: one\nsteps:\n  - open\n  - expect: {screen: A}\n");
        write(directory, "noflow", "name: one\nsteps:\n  - open\n");
        write(directory, "brokenyaml", "name: one\nsteps:\n  - {open: [\n");
        write(directory, "unknownstep", "name: one\nsteps:\n  - open\n  - dance\n");
        write(directory, "twowords", "name: one\nsteps:\n  - {open: 1, close: 2}\n");
    }

    private void write(Path directory, String name, String text) throws IOException {
        names.put(name, secret(directory.resolve("the-" + name), text).toString());
    }

    /** Readable by nobody else, as secrets are to be. */
    private static Path secret(Path file, String text) throws IOException {
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        return Files.writeString(file, text, StandardCharsets.ISO_8859_1);
    }

    private void endpoints() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 64);
        server.createContext("/", exchange -> {
            try (exchange) {
                var path = exchange.getRequestURI().getPath().split("/")[1];
                exchange.getRequestBody().readAllBytes();
                var body = path.equals("clear") ? "it works".getBytes(StandardCharsets.US_ASCII) : new byte[0];
                exchange.getResponseHeaders().add("Location", "/elsewhere");
                exchange.sendResponseHeaders(
                        path.matches("[0-9]{3}") ? Integer.parseInt(path) : 200, body.length == 0 ? -1 : body.length);
                exchange.getResponseBody().write(body);
            }
        });
        server.start();
        open.add(() -> server.stop(0));
        int port = server.getAddress().getPort();
        names.put("base", "http://127.0.0.1:" + port);
        names.put("url", "http://127.0.0.1:" + port + "/500");
        names.put("closing", socket(""));
        names.put("garbage", socket("SSH-2.0-OpenSSH_9.9\r\n\r\n"));
        names.put("httpsofplain", fill("{garbage}").replace("http:", "https:"));
        var silent = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        open.add(silent);
        names.put("slow", "http://127.0.0.1:" + silent.getLocalPort() + "/");
        names.put("busy", String.valueOf(silent.getLocalPort()));
        names.put("full", full());
        try (var free = new ServerSocket(0)) {
            names.put("dead", "http://127.0.0.1:" + free.getLocalPort() + "/");
        }
    }

    /** A port on which no further connection comes about, as behind a firewall that drops what is sent. */
    private String full() throws IOException {
        var server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
        open.add(server);
        for (int i = 0; i < 100; i++) {
            var waiting = new Socket();
            open.add(waiting);
            try {
                waiting.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), server.getLocalPort()), 500);
            } catch (SocketTimeoutException isFull) {
                break;
            }
        }
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /** A server that reads a little of what comes, says this, and hangs up. */
    private String socket(String answer) throws IOException {
        var server = new ServerSocket(0, 8, InetAddress.getLoopbackAddress());
        open.add(server);
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (var peer = server.accept()) {
                    peer.getInputStream().readNBytes(100);
                    peer.getOutputStream().write(answer.getBytes(StandardCharsets.US_ASCII));
                } catch (IOException gone) {
                    continue;
                }
            }
        });
        return "http://127.0.0.1:" + server.getLocalPort() + "/";
    }

    /** The words of a line of the table; those that ask an endpoint find a key and a secret. */
    String[] arguments(String line) {
        var words = new ArrayList<String>();
        var found = WORD.matcher(line);
        while (found.find()) {
            words.add(fill(found.group(1) == null ? found.group(2) : found.group(1)));
        }
        boolean calls = line.matches("(?:call|conform|load|play|dev) .*\\{.*")
                || line.matches("(?:call|conform|load|play|dev) .*http.*");
        if (calls && !words.contains("--home")) {
            words.addAll(List.of("--home", fill("{home}")));
        }
        return words.toArray(String[]::new);
    }

    String fill(String text) {
        var filled = text;
        for (var name : names.entrySet()) {
            filled = filled.replace("{" + name.getKey() + "}", name.getValue());
        }
        return filled;
    }

    @Override
    public void close() throws IOException {
        for (var each : open) {
            try {
                each.close();
            } catch (Exception alreadyClosed) {
                continue;
            }
        }
    }
}
