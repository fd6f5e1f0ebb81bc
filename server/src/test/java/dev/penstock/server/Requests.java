package dev.penstock.server;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.endpoint.EnvelopeVectors;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.replay.ReplayGuard;
import java.io.IOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Requests for the tests of this package: those of the known answers, and what no client library would send. */
final class Requests {

    static final EnvelopeVectors.Case PING = vector("ping");
    static final EnvelopeVectors.Case DATA_EXCHANGE = vector("data_exchange");

    private Requests() {}

    static EnvelopeVectors.Case vector(String name) {
        return EnvelopeVectors.cases().stream()
                .filter(vector -> vector.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    /** An endpoint called {@code vectors} whose screens all answer with themselves. */
    static FlowEndpointBuilder echo() {
        var flow = Flow.named("vectors")
                .onInit(request -> NextScreen.of("FIRST"))
                .around((request, next) -> NextScreen.of("DETAILS").with(request.data()))
                .build();
        return endpoint(flow);
    }

    /** One with a guard of its own: to that of the process the known answers of all tests are one request. */
    static FlowEndpointBuilder endpoint(Flow flow) {
        return FlowEndpoint.builder(flow)
                .keyset(EnvelopeVectors.keyset())
                .appSecrets(EnvelopeVectors.appSecrets())
                .replayGuard(ReplayGuard.inMemory());
    }

    static HttpResponse<byte[]> post(HttpClient client, URI uri, EnvelopeVectors.Case vector) throws Exception {
        return client.send(request(uri, vector).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static HttpRequest.Builder request(URI uri, EnvelopeVectors.Case vector) {
        var request = HttpRequest.newBuilder(uri)
                .timeout(Duration.ofSeconds(20))
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(vector.body()));
        return vector.signature().isEmpty() ? request : request.header("X-Hub-Signature-256", vector.signature());
    }

    /** Headers without the date, which tells the time and not why. */
    static Map<String, List<String>> headers(HttpResponse<?> response) {
        var headers = new TreeMap<>(response.headers().map());
        headers.remove("date");
        return headers;
    }

    /** A connection over which anything can be said. */
    static Socket connect(URI uri, String said) throws IOException {
        var socket = new Socket(uri.getHost(), uri.getPort());
        socket.setSoTimeout(10_000);
        say(socket, said);
        return socket;
    }

    static void say(Socket socket, String said) throws IOException {
        socket.getOutputStream().write(said.getBytes(StandardCharsets.ISO_8859_1));
        socket.getOutputStream().flush();
    }

    /** The header of a request by HTTP/2. */
    static Map<String, String> fields(String path, EnvelopeVectors.Case vector) {
        return Map.of(
                ":method",
                "POST",
                ":scheme",
                "https",
                ":authority",
                "localhost",
                ":path",
                path,
                "x-hub-signature-256",
                vector.signature(),
                "content-length",
                String.valueOf(vector.body().length));
    }

    /** An answer as it came over a connection. */
    record Answer(int status, Map<String, String> headers, byte[] body) {}

    /** Reads one answer that announces its length; status 0 if the connection ends first. */
    static Answer readAnswer(Socket socket) throws IOException {
        var first = line(socket);
        if (first.isEmpty()) {
            return new Answer(0, Map.of(), new byte[0]);
        }
        var headers = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (var header = line(socket); !header.isEmpty(); header = line(socket)) {
            headers.put(
                    header.substring(0, header.indexOf(':')),
                    header.substring(header.indexOf(':') + 1).strip());
        }
        int length = Integer.parseInt(headers.getOrDefault("content-length", "0"));
        return new Answer(
                Integer.parseInt(first.split(" ")[1]),
                headers,
                socket.getInputStream().readNBytes(length));
    }

    private static String line(Socket socket) throws IOException {
        var line = new StringBuilder();
        try {
            int c;
            while ((c = socket.getInputStream().read()) >= 0 && c != '\n') {
                line.append((char) c);
            }
        } catch (SocketException reset) {
            return "";
        }
        return line.toString().strip();
    }
}
