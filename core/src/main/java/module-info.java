/** The way of one WhatsApp Flows request: verify, open, decide, seal. */
@SuppressWarnings("module") // those to which something is exported by name are built after this module
module dev.penstock {
    requires transitive org.jspecify;
    requires transitive tools.jackson.databind;
    requires org.slf4j;
    requires tools.jackson.core;

    exports dev.penstock;
    exports dev.penstock.crypto;
    exports dev.penstock.crypto.spi;
    exports dev.penstock.endpoint;
    exports dev.penstock.event;
    exports dev.penstock.id;
    exports dev.penstock.keyring;
    exports dev.penstock.replay;
    exports dev.penstock.trust;
    exports dev.penstock.internal to
            dev.penstock.doctor,
            dev.penstock.gateway,
            dev.penstock.graph,
            dev.penstock.media,
            dev.penstock.postgres,
            dev.penstock.redis,
            dev.penstock.webhooks;
    exports dev.penstock.json to
            dev.penstock.cli,
            dev.penstock.conformance,
            dev.penstock.doctor,
            dev.penstock.flowjson,
            dev.penstock.gateway,
            dev.penstock.graph,
            dev.penstock.lambda,
            dev.penstock.media,
            dev.penstock.postgres,
            dev.penstock.simulator,
            dev.penstock.testing,
            dev.penstock.webhooks;
    exports dev.penstock.log to
            dev.penstock.gateway,
            dev.penstock.graph,
            dev.penstock.lambda,
            dev.penstock.postgres,
            dev.penstock.redis,
            dev.penstock.server,
            dev.penstock.servlet,
            dev.penstock.webhooks;

    uses dev.penstock.crypto.spi.KeyUnwrapperFactory;
    uses org.slf4j.spi.SLF4JServiceProvider;
}
