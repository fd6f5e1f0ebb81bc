/** Spans of requests and handlers by the API of OpenTelemetry. */
module dev.penstock.tracing {
    requires transitive dev.penstock;
    requires transitive io.opentelemetry.api;
    requires transitive org.jspecify;
    requires io.opentelemetry.context;

    exports dev.penstock.tracing;
}
