package dev.penstock.servlet;

import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.servlet.internal.ServletRoute;
import dev.penstock.webhook.WebhookEndpoint;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/**
 * Builds a {@link PenstockServlet}.
 *
 * <p>Needed: an endpoint or webhooks. Defaults: {@link ServletLimits#defaults()}, nothing carried from the container's
 * thread. Not thread-safe.
 */
public final class PenstockServletBuilder {

    private static final Pattern PATH = Pattern.compile("(/[A-Za-z0-9._~-]+)+");

    final Map<String, ServletRoute> routes = new LinkedHashMap<>();
    ServletLimits limits = ServletLimits.defaults();
    UnaryOperator<Runnable> context = UnaryOperator.identity();

    PenstockServletBuilder() {}

    /**
     * Serves an endpoint at {@code /flows/NAME}, where NAME is the name of its Flow.
     *
     * @param endpoint the endpoint
     * @return this builder
     */
    public PenstockServletBuilder endpoint(FlowEndpoint endpoint) {
        return endpoint("/flows/" + endpoint.flow().name(), endpoint);
    }

    /**
     * Serves an endpoint at a path. The path, with that of the web application, sets it apart from others with the same
     * replay guard, unless it was built with a scope; see {@link FlowEndpoint#servedAt}.
     *
     * @param path the path within the web application; begins with a slash and does not end with one
     * @param endpoint the endpoint
     * @return this builder
     */
    public PenstockServletBuilder endpoint(String path, FlowEndpoint endpoint) {
        add(path, new ServletRoute.ToFlow(path, Objects.requireNonNull(endpoint, "endpoint")));
        return this;
    }

    /**
     * Serves webhooks at a path: Meta's verification with {@code GET}, deliveries with {@code POST} of at most
     * {@value WebhookEndpoint#MAX_BODY_BYTES} bytes. Whoever built the webhook endpoint closes it, after the container.
     *
     * @param path the path within the web application; begins with a slash and does not end with one
     * @param webhooks the webhook endpoint
     * @return this builder
     */
    public PenstockServletBuilder webhooks(String path, WebhookEndpoint webhooks) {
        add(path, new ServletRoute.ToWebhook(Objects.requireNonNull(webhooks, "webhooks")));
        return this;
    }

    private void add(String path, ServletRoute route) {
        if (!PATH.matcher(path).matches()) {
            throw new IllegalArgumentException(
                    ("The path \"%s\" does not look like /flows/booking: letters, digits, dots and hyphens between"
                                    + " slashes.")
                            .formatted(path));
        }
        if (routes.putIfAbsent(path, route) != null) {
            throw new IllegalArgumentException("Two endpoints have the path %s.".formatted(path));
        }
    }

    /**
     * Sets the limits.
     *
     * @param limits default {@link ServletLimits#defaults()}
     * @return this builder
     */
    public PenstockServletBuilder limits(ServletLimits limits) {
        this.limits = Objects.requireNonNull(limits, "limits");
        return this;
    }

    /**
     * Takes along what belongs to the container's thread, such as the MDC of a filter: a request is answered on a
     * virtual thread of its own.
     *
     * @param context called on the container's thread once for each request; gets the work and returns work that does
     *     the same with that context. It must be quick and thread-safe. Default: nothing is taken along
     * @return this builder
     */
    public PenstockServletBuilder carrying(UnaryOperator<Runnable> context) {
        this.context = Objects.requireNonNull(context, "context");
        return this;
    }

    /**
     * Builds the servlet.
     *
     * @return the servlet
     * @throws IllegalStateException if it has nothing to serve
     */
    public PenstockServlet build() {
        if (routes.isEmpty()) {
            throw new IllegalStateException(
                    "The servlet has no endpoint: add endpoint(FlowEndpoint.builder(flow)...build()).");
        }
        return new PenstockServlet(this);
    }
}
