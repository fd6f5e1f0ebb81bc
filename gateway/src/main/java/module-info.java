/** Serves endpoints from a configuration and asks backends in any language. */
module dev.penstock.gateway {
    requires transitive com.zaxxer.hikari;
    requires transitive dev.penstock.flowjson;
    requires transitive dev.penstock.graph;
    requires transitive dev.penstock.media;
    requires transitive dev.penstock.postgres;
    requires transitive dev.penstock.metrics;
    requires transitive dev.penstock.server;
    requires transitive dev.penstock.tracing;
    requires transitive io.opentelemetry.api;
    requires transitive java.sql;
    requires transitive org.jspecify;
    requires dev.failsafe.core;
    requires dev.penstock.redis;
    requires jakarta.mail;
    requires micrometer.core;
    requires org.slf4j;
    requires org.snakeyaml.engine;

    exports dev.penstock.gateway;
    exports dev.penstock.gateway.alert;
    exports dev.penstock.gateway.backend;
    exports dev.penstock.gateway.config;
    exports dev.penstock.gateway.event;
    exports dev.penstock.gateway.event.spi;
    exports dev.penstock.gateway.media;
    exports dev.penstock.gateway.tenants;

    uses dev.penstock.gateway.event.spi.KafkaDestinations;
}
