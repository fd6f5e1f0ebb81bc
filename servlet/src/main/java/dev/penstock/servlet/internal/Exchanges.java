package dev.penstock.servlet.internal;

import dev.penstock.endpoint.EndpointResponse;
import dev.penstock.endpoint.HttpRefusal;
import dev.penstock.log.Problem;
import dev.penstock.log.Seldom;
import dev.penstock.servlet.ServletLimits;
import jakarta.servlet.AsyncContext;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.Semaphore;
import java.util.concurrent.ThreadFactory;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From a request in a container to what is served at its path, and back, on a virtual thread of its own where the
 * container allows it: there a slow body costs nothing but its connection. Thread-safe.
 */
public final class Exchanges {

    private static final Logger LOG = LoggerFactory.getLogger("dev.penstock.servlet.PenstockServlet");

    private final Map<String, ServletRoute> routes;
    private final ServletBodies bodies;
    /** For requests that are being answered. */
    private final Semaphore places;

    private final UnaryOperator<Runnable> context;
    private final Seldom readBefore = Seldom.oncePerMinute(InstantSource.system());
    private final Seldom failures = Seldom.oncePerMinute(InstantSource.system());
    private final ThreadFactory threads =
            Thread.ofVirtual().name("penstock-request-", 0).factory();

    public Exchanges(Map<String, ServletRoute> routes, ServletLimits limits, UnaryOperator<Runnable> context) {
        this.routes = Map.copyOf(routes);
        this.bodies = new ServletBodies(limits);
        this.places = new Semaphore(limits.maxConcurrentRequests());
        this.context = context;
    }

    /** Answers a request now, or later on another thread. */
    public void serve(String path, HttpServletRequest request, HttpServletResponse response) {
        var reply = new ServletReply(request, response);
        var route = Optional.ofNullable(routes.get(path));
        if (request.isAsyncSupported()) {
            var async = request.startAsync(request, response);
            async.setTimeout(0); // the time budget of the handler and the deadline of the body are the limits
            start(async, context.apply(() -> serve(route, request, reply)));
        } else {
            serve(route, request, reply);
        }
    }

    private void start(AsyncContext async, Runnable work) {
        threads.newThread(() -> {
                    try {
                        work.run();
                    } finally {
                        async.complete();
                    }
                })
                .start();
    }

    private void serve(Optional<ServletRoute> route, HttpServletRequest request, ServletReply reply) {
        try {
            try {
                if (route.isEmpty()) {
                    reply.refuse(404);
                } else {
                    serve(route.get(), request, reply);
                }
            } catch (RuntimeException | Error failed) { // too little memory, for example: it is this request's
                failures.log(more -> LOG.error("A request could not be answered: {}{}", Problem.of(failed), more));
                reply.fail();
            }
        } catch (IOException gone) {
            // The client did not wait for its answer.
        }
    }

    private void serve(ServletRoute route, HttpServletRequest request, ServletReply reply) throws IOException {
        int refusal = refusalByHeader(route, request);
        if (refusal != 0) {
            if (refusal == 405) {
                reply.response().setHeader("Allow", String.join(", ", new TreeSet<>(route.methods())));
            }
            reply.refuse(refusal);
            return;
        }
        switch (bodies.read(request, route.maxBodyBytes())) {
            case ServletBodies.Refused refused -> reply.refuse(refused.status());
            case ServletBodies.Taken taken -> {
                tell(taken);
                reply.refuse(400);
            }
            case ServletBodies.Body body -> {
                try (body) {
                    answer(route, request, body.bytes(), reply);
                }
            }
        }
    }

    private void answer(ServletRoute route, HttpServletRequest request, byte[] body, ServletReply reply)
            throws IOException {
        if (!places.tryAcquire()) {
            reply.refuse(503);
            return;
        }
        ServletRoute.Answer answer;
        try {
            answer = route.answer(request, body);
        } finally {
            places.release();
        }
        reply.send(answer);
    }

    private void tell(ServletBodies.Taken taken) {
        readBefore.log(more -> LOG.warn(
                "A body of {} bytes was announced, and {} came: a filter has read it before, so the request signature"
                        + " cannot be verified. Add the servlet by PenstockServlet.addTo, which puts it before all"
                        + " filters.{}",
                taken.announced(),
                taken.left(),
                more));
    }

    /** A status by which to refuse a request before its body is read, 0 for none. */
    private static int refusalByHeader(ServletRoute route, HttpServletRequest request) {
        if (!route.methods().contains(request.getMethod())) {
            return 405;
        }
        if (route.isForThisMachineOnly() && !isOfThisMachine(request)) {
            return 403;
        }
        return HttpRefusal.byContent(request::getHeaders)
                .map(EndpointResponse::status)
                .orElse(0);
    }

    private static boolean isOfThisMachine(HttpServletRequest request) {
        try {
            return InetAddress.getByName(request.getLocalAddr()).isLoopbackAddress();
        } catch (UnknownHostException unknown) {
            return false;
        }
    }
}
