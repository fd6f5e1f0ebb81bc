/** The way of one WhatsApp Flows request: verify, open, decide, seal. */
@SuppressWarnings("module") // those to which something is exported by name are built after this module
module dev.penstock {
    requires transitive java.net.http;
    requires transitive org.jspecify;
    requires org.slf4j;
    requires tools.jackson.core;
    requires tools.jackson.databind;

    exports dev.penstock;
    exports dev.penstock.crypto;
    exports dev.penstock.json;
    exports dev.penstock.log to
            dev.penstock.graph,
            dev.penstock.server;
    exports dev.penstock.media;
    exports dev.penstock.replay;
    exports dev.penstock.trust;

    uses dev.penstock.crypto.KeyUnwrapperFactory;
    uses org.slf4j.spi.SLF4JServiceProvider;
}
