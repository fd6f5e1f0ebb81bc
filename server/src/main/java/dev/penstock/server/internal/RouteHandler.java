package dev.penstock.server.internal;

import dev.penstock.endpoint.DecryptionPermits;
import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.HttpRefusal;
import dev.penstock.event.EndpointListener;
import dev.penstock.server.EndpointDirectory;
import dev.penstock.server.RequestQuota;
import dev.penstock.server.ServedEndpoint;
import dev.penstock.server.ServerLimits;
import dev.penstock.server.ServerLoad;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
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
    /** By the folder whose files they give out. */
    private final Map<String, Route> folders;

    private final BodyMemories memories;
    private final BodyReader bodies;
    /** By path. Requests that share permits share one, so that a slow key holds up those of its own endpoint only. */
    private final Map<String, Admission> admissions = new HashMap<>();

    private final RequestDeadlines deadlines;
    private final Semaphore places;
    private final int maxPlaces;
    private final RefusalCounts refusals = new RefusalCounts();

    private final Optional<EndpointDirectory> directory;
    private final Function<Optional<DecryptionPermits>, Admission> admissionBy;
    /** All that there are, also those of endpoints that a directory found later. */
    private final Map<Optional<DecryptionPermits>, Admission> gates = new ConcurrentHashMap<>();

    private final HeardEndpoints heard;

    public RouteHandler(
            Map<String, Route> routes,
            Map<String, Route> folders,
            Optional<EndpointDirectory> directory,
            ServerLimits limits,
            RequestDeadlines deadlines,
            Optional<EndpointListener> listener) {
        this.routes = Map.copyOf(routes);
        this.folders = Map.copyOf(folders);
        this.directory = directory;
        this.heard = new HeardEndpoints(listener);
        this.memories = BodyMemories.of(limits);
        this.bodies = new BodyReader(limits, memories);
        this.deadlines = deadlines;
        this.maxPlaces = limits.maxConcurrentRequests();
        this.places = new Semaphore(maxPlaces);
        this.admissionBy = given -> gates.computeIfAbsent(
                given, permits -> new Admission(places, limits.maxWaitingRequests(), turns(permits)));
        routes.forEach((path, route) -> admissions.put(path, admissionBy.apply(route.permits())));
        if (directory.isPresent()) {
            var unused = admissionBy.apply(Optional.of(DecryptionPermits.ofProcess())); // of most that come later
        }
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
        for (var admission : gates.values()) {
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
        if (route != null && admission != null) {
            return serve(new Lane(route, admission, Optional.empty()), request, response, callback);
        }
        var folder = folders.get(folder(path));
        if (folder != null) {
            var lane = new Lane(folder, admissionBy.apply(folder.permits()), Optional.empty());
            return serve(lane, request, response, callback);
        }
        return directory
                .map(found -> lookUp(found, path, request, response, callback))
                .orElseGet(() -> refuse(404, response, callback));
    }

    /** What is before the last slash; nothing if there is no name behind it. */
    private static String folder(String path) {
        int slash = path.lastIndexOf('/');
        return slash < 0 || slash == path.length() - 1 ? "" : path.substring(0, slash);
    }

    /** The way on from a path: what is served there, and who decides when. */
    private record Lane(Route route, Admission admission, Optional<RequestQuota> quota) {}

    private boolean lookUp(
            EndpointDirectory found, String path, Request request, Response response, Callback callback) {
        find(found, path).whenComplete((served, failure) -> {
            if (failure != null) {
                refuse(503, response, callback);
            } else if (served.isEmpty()) {
                refuse(404, response, callback);
            } else {
                var route = new Route.ToFlow(heard.of(served.get().endpoint()));
                var lane = new Lane(
                        route, admissionBy.apply(route.permits()), served.get().quota());
                serve(lane, request, response, callback);
            }
        });
        return true;
    }

    private static CompletionStage<Optional<ServedEndpoint>> find(EndpointDirectory directory, String path) {
        try {
            return directory.find(path);
        } catch (RuntimeException failed) {
            return CompletableFuture.failedFuture(failed);
        }
    }

    private boolean serve(Lane lane, Request request, Response response, Callback callback) {
        int refusal = refusalByHeader(lane.route(), request);
        if (refusal != 0) {
            if (refusal == 405) {
                response.getHeaders().put(HttpHeader.ALLOW, allowed(lane.route()));
            }
            return refuse(refusal, response, callback);
        }
        bodies.read(request, lane.route().maxBodyBytes(), received -> {
            switch (received) {
                case BodyReader.Broken broken -> callback.failed(new QuietFailure());
                case BodyReader.Refused refused -> refuse(refused.status(), response, callback);
                case BodyReader.Body body -> {
                    if (!enter(lane, request, body, response, callback)) {
                        body.close();
                        refuse(503, response, callback);
                    }
                }
            }
        });
        return true;
    }

    /** Whether there is room for it in its quota, now or later. */
    private boolean enter(Lane lane, Request request, BodyReader.Body body, Response response, Callback callback) {
        if (lane.quota().isEmpty()) {
            begin(lane, request, body, response, callback);
            return true;
        }
        return lane.quota().get().enter(() -> begin(lane, request, body, response, callback));
    }

    /** Whether the request was let in; if not, it is answered. */
    private boolean begin(Lane lane, Request request, BodyReader.Body body, Response response, Callback callback) {
        boolean isIn = lane.admission()
                .admit(admitted -> answer(
                        () -> {
                            admitted.leave();
                            lane.quota().ifPresent(RequestQuota::leave);
                        },
                        admitted::endTurn,
                        lane.route(),
                        request,
                        body,
                        response,
                        callback));
        if (!isIn) {
            body.close();
            refuse(503, response, callback);
        }
        return isIn;
    }

    private void answer(
            Runnable leave,
            Runnable endTurn,
            Route route,
            Request request,
            BodyReader.Body body,
            Response response,
            Callback callback) {
        Route.Answer answer;
        try (body;
                var opened = route.open(request, body.bytes())) {
            endTurn.run();
            answer = opened.answer();
        } catch (Throwable failed) { // also an error, such as too little memory: it is this request's, not the server's
            leave.run();
            callback.failed(new QuietFailure());
            return;
        }
        leave.run();
        send(answer, response, callback);
    }

    /** A status by which to refuse a request before its body is read, 0 for none. */
    private static int refusalByHeader(Route route, Request request) {
        if (!route.methods().contains(request.getMethod())) {
            return 405;
        }
        return HttpRefusal.byContent(request.getHeaders()::getValuesList)
                .map(EndpointResponse::status)
                .orElse(0);
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
