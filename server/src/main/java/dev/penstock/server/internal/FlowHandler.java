package dev.penstock.server.internal;

import dev.penstock.EndpointRequest;
import dev.penstock.EndpointResponse;
import dev.penstock.FlowEndpoint;
import dev.penstock.server.ServerLimits;
import dev.penstock.trust.RequestSignature;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpMethod;
import org.eclipse.jetty.http.PreEncodedHttpField;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** From an HTTP request to the endpoint at its path, and back. Runs on a virtual thread, so it may wait. */
public final class FlowHandler extends Handler.Abstract {

    private static final HttpField PLAIN_TEXT =
            new PreEncodedHttpField(HttpHeader.CONTENT_TYPE, EndpointResponse.CONTENT_TYPE);
    private static final HttpField ALLOW_POST = new PreEncodedHttpField(HttpHeader.ALLOW, "POST");
    private static final HttpField RETRY_SOON = new PreEncodedHttpField(HttpHeader.RETRY_AFTER, "1");
    private static final HttpField CLOSE = new PreEncodedHttpField(HttpHeader.CONNECTION, "close");

    private final Map<String, FlowEndpoint> endpoints;
    private final BodyReader bodies;
    private final Semaphore places;
    private final RequestDeadlines deadlines;

    public FlowHandler(Map<String, FlowEndpoint> endpoints, ServerLimits limits, RequestDeadlines deadlines) {
        this.endpoints = Map.copyOf(endpoints);
        this.bodies = new BodyReader(limits);
        this.places = new Semaphore(limits.maxConcurrentRequests());
        this.deadlines = deadlines;
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) throws IOException {
        deadlines.begin(request);
        Request.addCompletionListener(request, failure -> deadlines.end(request));
        var endpoint = Optional.ofNullable(endpoints.get(Request.getPathInContext(request)));
        int refusal = endpoint.isEmpty() ? 404 : refusalByHeader(request);
        if (refusal != 0) {
            return refuse(refusal, response, callback);
        }
        return switch (bodies.read(request)) {
            case BodyReader.Body.Refused refused -> refuse(refused.status(), response, callback);
            case BodyReader.Body.Complete body ->
                answer(endpoint.orElseThrow(), request, body.bytes(), response, callback);
        };
    }

    private boolean answer(FlowEndpoint endpoint, Request request, byte[] body, Response response, Callback callback) {
        if (!places.tryAcquire()) {
            return refuse(503, response, callback);
        }
        EndpointResponse answer;
        try {
            answer = endpoint.answer(EndpointRequest.of(body, signature(request)));
        } finally {
            places.release();
        }
        send(answer, response, callback);
        return true;
    }

    private static String signature(Request request) {
        var header = request.getHeaders().get(RequestSignature.HEADER);
        return header == null ? "" : header;
    }

    /** A status by which to refuse a request before its body is read, 0 for none. */
    private static int refusalByHeader(Request request) {
        if (!HttpMethod.POST.is(request.getMethod())) {
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

    private static boolean refuse(int status, Response response, Callback callback) {
        if (status == 405) {
            response.getHeaders().put(ALLOW_POST);
        }
        if (status == 413) {
            response.getHeaders().put(CLOSE); // rather than read what is too much
        }
        response.setStatus(status);
        if (status == 503) {
            response.getHeaders().put(RETRY_SOON);
        }
        response.getHeaders().put(HttpHeader.CONTENT_LENGTH, 0);
        response.write(true, null, callback);
        return true;
    }

    private static void send(EndpointResponse answer, Response response, Callback callback) {
        response.setStatus(answer.status());
        var headers = response.getHeaders();
        headers.put(PLAIN_TEXT);
        headers.put(HttpHeader.CONTENT_LENGTH, answer.body().length);
        if (answer.status() == 503) {
            headers.put(RETRY_SOON);
        }
        response.write(true, ByteBuffer.wrap(answer.body()), callback);
    }
}
