package dev.penstock.servlet;

import dev.penstock.servlet.internal.Exchanges;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.EnumSet;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Serves endpoints in a servlet container, with the statuses and headers of Penstock's own server.
 *
 * <p>A request is answered on a virtual thread of its own, whatever threads the container has, so that neither slow
 * uploads nor slow handlers keep a thread of the container busy. Where a filter or servlet on the way does not support
 * that ({@code asyncSupported}), it is answered on the container's thread.
 *
 * <p>The signature is over the bytes as they came, so nothing may read them before. {@link #addTo} sees to that: it
 * puts this servlet before all filters.
 *
 * <pre>{@code
 * PenstockServlet.builder().endpoint(endpoint).build().addTo(servletContext);
 * }</pre>
 *
 * <p>Thread-safe.
 */
public final class PenstockServlet extends HttpServlet {

    private static final long serialVersionUID = 1;

    private static final String NAME = "penstock";

    private final transient Exchanges exchanges;
    private final transient Set<String> paths;

    PenstockServlet(PenstockServletBuilder builder) {
        this.paths = Set.copyOf(builder.routes.keySet());
        this.exchanges = new Exchanges(builder.routes, builder.limits, builder.context);
    }

    /** {@return a builder} */
    public static PenstockServletBuilder builder() {
        return new PenstockServletBuilder();
    }

    /** {@return the paths that it serves, within the web application} */
    public Set<String> paths() {
        return paths;
    }

    /**
     * Adds it to a web application that starts, at its {@linkplain #paths() paths} and in front of every filter that is
     * declared or added later. So call it from the first {@code ServletContainerInitializer} or {@code
     * ServletContextListener}.
     *
     * @param context the web application
     * @throws IllegalStateException if another servlet has one of the paths, or a servlet named {@code penstock} exists
     */
    public void addTo(ServletContext context) {
        Objects.requireNonNull(context, "context");
        var all = paths.toArray(String[]::new);
        var filter = context.addFilter(NAME, asFilter());
        var servlet = context.addServlet(NAME, this);
        if (filter == null || servlet == null) {
            throw new IllegalStateException(
                    "A filter or servlet of this web application has our name, penstock: give all endpoints to one"
                            + " PenstockServlet.");
        }
        filter.setAsyncSupported(true);
        filter.addMappingForUrlPatterns(EnumSet.of(DispatcherType.REQUEST), false, all);
        servlet.setAsyncSupported(true);
        var taken = servlet.addMapping(all);
        if (!taken.isEmpty()) {
            throw new IllegalStateException(
                    "Another servlet has the path %s: give the endpoint another one.".formatted(taken));
        }
    }

    /**
     * {@return a filter that answers requests to the {@linkplain #paths() paths} and lets all others pass} For
     * containers in which the order of filters is set in another way than {@link #addTo} does.
     */
    public Filter asFilter() {
        return (request, response, chain) -> {
            if (request instanceof HttpServletRequest http
                    && response instanceof HttpServletResponse answer
                    && request.getDispatcherType() == DispatcherType.REQUEST
                    && paths.contains(path(http))) {
                exchanges.serve(path(http), http, answer);
            } else {
                chain.doFilter(request, response);
            }
        };
    }

    /**
     * Answers a request, now or later on another thread. For frameworks that call neither servlets nor filters.
     *
     * @param request the request; its body has not been read
     * @param response the response
     */
    @Override
    public void service(HttpServletRequest request, HttpServletResponse response) {
        exchanges.serve(path(request), request, response);
    }

    /** The path within the web application, decoded. */
    private static String path(HttpServletRequest request) {
        @Nullable String rest = request.getPathInfo();
        return request.getServletPath() + (rest == null ? "" : rest);
    }
}
