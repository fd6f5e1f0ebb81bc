package dev.penstock.server.internal;

import dev.penstock.endpoint.DecryptionPermits;
import dev.penstock.server.ServerLimits;
import dev.penstock.server.ServerLoad;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/**
 * From an HTTP request to what is served at its path, and back.
 *
 * <p>Receiving runs on the threads that watch the connections and never waits. A complete request is answered on a
 * virtual thread of its own, which may wait, when its turn has come. What is beyond the limits is refused before, so
 * that a refusal does not wait behind decryption.
 */
public final class RouteHandler extends Handler.Abstract.NonBlocking {

    private static final HttpField RETRY_SOON = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "1");
    private static final HttpField CLOSE = new PreEncodedHttpField(HttpHeader.CONNECTION, "close");

    private final Map<String, Route> routes;
    private final BodyMemories memories;
    private final BodyReader bodies;
    /** By path. Requests that share permits share one, so that a slow key holds up those of its own endpoint only. */
    private final Map<String, Admission> admissions = new HashMap<>();

    private final RequestDeadlines deadlines;
    private final Semaphore places;
    private final int maxPlaces;
    private final RefusalCounts refusals = new RefusalCounts();

    public RouteHandler(Map<String, Route> routes, ServerLimits limits, RequestDeadlines deadlines) {
        this.routes = Map.copyOf(routes);
        this.memories = BodyMemories.of(limits);
        this.bodies = new BodyReader(limits, memories);
        this.deadlines = deadlines;
        this.maxPlaces = limits.maxConcurrentRequests();
        this.places = new Semaphore(maxPlaces);
        var shared = new HashMap<Optional<DecryptionPermits>, Admission>();
        routes.forEach((path, route) -> admissions.put(
                path,
                shared.computeIfAbsent(
                        route.permits(),
                        permits -> new Admission(places, limits.maxWaitingRequests(), turns(permits)))));
    }

    /**
     * What it is busy with.
     *
     * @param connections how many are open
     */
    public ServerLoad load(int connections) {
        int waiting = 0;
        int opening = 0;
        int maxOpening = 0;
        for (var admission : new HashSet<>(admissions.values())) {
            var figures = admission.figures();
            waiting += figures.waiting();
            if (figures.maxTurns() != Integer.MAX_VALUE) { // what is not decrypted takes none
                opening += figures.turns();
                maxOpening += figures.maxTurns();
            }
        }
        return new ServerLoad(
                connections,
                maxPlaces - places.availablePermits(),
                maxPlaces,
                waiting,
                opening,
                maxOpening,
                memories.forSmall().taken() + memories.forLarge().taken(),
                memories.forSmall().most() + memories.forLarge().most());
    }

    /** How many requests it has refused itself, before any endpoint was asked, by status. */
    public Map<Integer, Long> refusals() {
        return refusals.byStatus();
    }

    /** The request with which the server tries itself does not count. */
    public void forgetRefusals() {
        refusals.reset();
    }

    /** As many as can be decrypted at the same time; what is not decrypted waits for nobody. */
    private static int turns(Optional<DecryptionPermits> permits) {
        return permits.map(DecryptionPermits::count).orElse(Integer.MAX_VALUE);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!deadlines.begin(request)) {
            return refuse(503, response, callback);
        }
        Request.addCompletionListener(request, failure -> deadlines.end(request));
        if (deadlines.isLast()) {
            response.getHeaders().put(CLOSE);
        }
        int malformed = RequestFraming.refusal(request);
        if (malformed != 0) {
            return refuse(malformed, response, callback);
        }
        var path = Objects.requireNonNullElse(Request.getPathInContext(request), ""); // CONNECT has none
        var route = routes.get(path);
        var admission = admissions.get(path);
        if (route == null || admission == null) {
            return refuse(404, response, callback);
        }
        int refusal = refusalByHeader(route, request);
        if (refusal != 0) {
            if (refusal == 405) {
                response.getHeaders().put(HttpHeader.ALLOW, allowed(route));
            }
            return refuse(refusal, response, callback);
        }
        bodies.read(request, route.maxBodyBytes(), received -> {
            switch (received) {
                case BodyReader.Broken broken -> callback.failed(new QuietFailure());
                case BodyReader.Refused refused -> refuse(refused.status(), response, callback);
                case BodyReader.Body body -> {
                    if (!admission.admit(admitted -> answer(admitted, route, request, body, response, callback))) {
                        body.close();
                        refuse(503, response, callback);
                    }
                }
            }
        });
        return true;
    }

    private void answer(
            Admission.Admitted admitted,
            Route route,
            Request request,
            BodyReader.Body body,
            Response response,
            Callback callback) {
        Route.Answer answer;
        try (body;
                var opened = route.open(request, body.bytes())) {
            admitted.endTurn();
            answer = opened.answer();
        } catch (Throwable failed) { // also an error, such as too little memory: it is this request's, not the server's
            admitted.leave();
            callback.failed(new QuietFailure());
            return;
        }
        admitted.leave();
        send(answer, response, callback);
    }

    /** A status by which to refuse a request before its body is read, 0 for none. */
    private static int refusalByHeader(Route route, Request request) {
        if (!route.methods().contains(request.getMethod())) {
            return 405;
        }
        if (request.getHeaders().contains(HttpHeader.CONTENT_ENCODING)) {
            return 415;
        }
        return isAcceptableType(request.getHeaders().get(HttpHeader.CONTENT_TYPE)) ? 0 : 415;
    }

    /** Meta sends JSON; what counts is the body, so only types that certainly mean something else are refused. */
    private static boolean isAcceptableType(@org.jspecify.annotations.Nullable String contentType) {
        if (contentType == null) {
            return true;
        }
        var type = contentType.toLowerCase(Locale.ROOT);
        return !type.startsWith("multipart/") && !type.startsWith("application/x-www-form-urlencoded");
    }

    private static String allowed(Route route) {
        return String.join(", ", new TreeSet<>(route.methods()));
    }

    private boolean refuse(int status, Response response, Callback callback) {
        refusals.count(status);
        if (status == 413 || status == 400 || status == 501) {
            response.getHeaders()
                    .put(CLOSE); // rather than read what is too much, or of which nobody knows where it ends
        }
        response.setStatus(status);
        if (status == 503) {
            response.getHeaders().put(RETRY_SOON);
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        response.write(true, null, callback);
        return true;
    }

    /**
     * What is sent takes memory until it has been; without any the answer is not sent, and a repetition may have it.
     */
    private void send(Route.Answer answer, Response response, Callback callback) {
        int length = answer.body().length;
        var memory = memories.of(length);
        if (!memory.take(length)) {
            refuse(503, response, callback);
            return;
        }
        response.setStatus(answer.status());
        var headers = response.getHeaders();
        answer.headers().forEach(headers::put);
        headers.put(HttpHeader.CONTENT_LENGTH, length);
        if (answer.status() == 503 && !headers.contains(HttpHeader.RETRY_AFTER)) {
            headers.put(RETRY_SOON);
        }
        new AnswerBody(answer.body(), response, () -> memory.giveBack(length), callback).iterate();
    }
}
