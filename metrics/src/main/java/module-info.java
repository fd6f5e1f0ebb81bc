/** Metrics of endpoints, server and webhooks with Micrometer. */
module dev.penstock.metrics {
    requires transitive dev.penstock;
    requires transitive dev.penstock.server;
    requires transitive dev.penstock.webhooks;
    requires transitive micrometer.core;
    requires transitive org.jspecify;
    requires micrometer.registry.prometheus;

    exports dev.penstock.metrics;
    exports dev.penstock.metrics.text;
}
