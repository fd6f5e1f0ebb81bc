package dev.penstock.simulator.phone.page;

import com.sun.net.httpserver.HttpExchange;
import dev.penstock.json.JsonFormatException;
import dev.penstock.json.StrictJson;
import dev.penstock.simulator.phone.PhoneEvent;
import dev.penstock.simulator.phone.PhoneSession;
import dev.penstock.simulator.phone.scenario.ScenarioWriter;
import java.io.IOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Answers the requests of the page, and of an endpoint that fetches chosen files. */
final class PageServer {

    private static final int MAX_EVENT = 256 * 1024;
    private static final int MAX_FILE = 26 * 1024 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    /** An answer. */
    private record Answer(int status, String type, byte[] body) {
        static Answer text(int status, String text) {
            return new Answer(status, "text/plain; charset=utf-8", text.getBytes(StandardCharsets.UTF_8));
        }

        static Answer json(Object value) {
            return new Answer(200, "application/json", StrictJson.write(value));
        }
    }

    private final PhoneSession session;
    private final PageNotes notes;
    private final RequestGuard guard;

    PageServer(PhoneSession session, PageNotes notes, RequestGuard guard) {
        this.session = session;
        this.notes = notes;
        this.guard = guard;
    }

    /** Does once what the first request needs, while the browser is still on its way. */
    void warmUp() {
        now();
    }

    void handle(HttpExchange exchange) throws IOException {
        try (exchange) {
            Answer answer = answer(exchange);
            var headers = exchange.getResponseHeaders();
            headers.set("Content-Type", answer.type());
            headers.set("Content-Security-Policy", POLICY);
            headers.set("X-Content-Type-Options", "nosniff");
            headers.set("Referrer-Policy", "no-referrer");
            headers.set("Cross-Origin-Opener-Policy", "same-origin");
            headers.set("Cross-Origin-Resource-Policy", "same-origin");
            headers.set("Cache-Control", "no-store");
            exchange.sendResponseHeaders(answer.status(), answer.body().length == 0 ? -1 : answer.body().length);
            if (answer.body().length > 0) {
                exchange.getResponseBody().write(answer.body());
            }
        }
    }

    private Answer answer(HttpExchange exchange) throws IOException {
        var headers = exchange.getRequestHeaders();
        String path = exchange.getRequestURI().getPath();
        if (!guard.allowsHost(headers) || !guard.allowsSite(headers)) {
            return Answer.text(
                    403, "The phone only talks to its own page. Open it by the address that the command printed.");
        }
        if (path.startsWith("/api/")) {
            return guard.knowsToken(headers)
                    ? api(exchange, exchange.getRequestMethod() + " " + path)
                    : Answer.text(403, "The token of this run is missing or wrong.");
        }
        if (!exchange.getRequestMethod().equals("GET")) {
            return Answer.text(405, "Only GET is possible here.");
        }
        if (path.startsWith("/image/")) {
            return session.image(path.substring("/image/".length()))
                    .map(image -> new Answer(200, image.type(), image.bytes()))
                    .orElseGet(PageServer::unknown);
        }
        if (path.startsWith("/preview/")) {
            return session.preview(path.substring("/preview/".length()))
                    .map(image -> new Answer(200, image.type(), image.bytes()))
                    .orElseGet(PageServer::unknown);
        }
        if (path.startsWith("/media/")) {
            return session.sealedFile(path.substring("/media/".length()))
                    .map(file -> new Answer(200, "application/octet-stream", file))
                    .orElseGet(PageServer::unknown);
        }
        return PageFiles.find(path)
                .map(file -> new Answer(200, file.type(), file.bytes()))
                .orElseGet(PageServer::unknown);
    }

    private static Answer unknown() {
        return Answer.text(404, "There is nothing here.");
    }

    private Answer api(HttpExchange exchange, String call) throws IOException {
        Map<String, String> query = query(exchange.getRequestURI().getRawQuery());
        return switch (call) {
            case "GET /api/state" -> state(query);
            case "POST /api/event" -> event(exchange);
            case "POST /api/file" -> file(exchange, query);
            case "POST /api/restart" -> {
                session.restart();
                yield now();
            }
            case "POST /api/replay" -> {
                number(query.get("number")).ifPresent(session::replay);
                yield now();
            }
            case "GET /api/exchange" ->
                number(query.get("number"))
                        .flatMap(number -> InspectorView.exchange(session, number))
                        .map(Answer::json)
                        .orElseGet(PageServer::unknown);
            case "GET /api/flow-json" -> Answer.text(200, session.flow().source());
            case "GET /api/scenario" -> Answer.text(200, ScenarioWriter.write(session, notes.flowName()));
            default -> unknown();
        };
    }

    private Answer state(Map<String, String> query) {
        try {
            session.awaitChange(number(query.get("after")).orElse(-1), PATIENCE);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        return now();
    }

    private Answer now() {
        Map<String, Object> state = new LinkedHashMap<>();
        state.put("revision", session.revision());
        state.put("flow", Map.of("name", notes.flowName()));
        Map<String, Object> phone = session.view();
        state.put("phone", phone);
        state.put("inspector", InspectorView.of(session, notes, phone));
        return Answer.json(state);
    }

    private Answer event(HttpExchange exchange) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_EVENT + 1);
        if (body.length > MAX_EVENT) {
            return Answer.text(413, "An event of the phone has at most 256 KB.");
        }
        try {
            session.apply(PhoneEvent.parse(StrictJson.readObject(body)));
        } catch (JsonFormatException | IllegalArgumentException refused) {
            return Answer.text(400, "This is no event of the phone.");
        }
        return now();
    }

    private Answer file(HttpExchange exchange, Map<String, String> query) throws IOException {
        byte[] body = exchange.getRequestBody().readNBytes(MAX_FILE + 1);
        if (body.length > MAX_FILE) {
            return Answer.text(413, "A file has at most 25 MB.");
        }
        session.attach(
                query.getOrDefault("key", ""),
                query.getOrDefault("name", "file"),
                query.getOrDefault("type", ""),
                body);
        return now();
    }

    private static Optional<Integer> number(@Nullable String text) {
        try {
            return text == null ? Optional.empty() : Optional.of(Integer.valueOf(text));
        } catch (NumberFormatException notANumber) {
            return Optional.empty();
        }
    }

    private static Map<String, String> query(@Nullable String raw) {
        Map<String, String> query = new LinkedHashMap<>();
        for (String pair : (raw == null ? "" : raw).split("&", 20)) {
            int sign = pair.indexOf('=');
            if (sign > 0) {
                query.put(pair.substring(0, sign), decoded(pair.substring(sign + 1)));
            }
        }
        return query;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return "";
        }
    }
}
