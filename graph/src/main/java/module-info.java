/** The Graph API: accounts, keys, Flows, templates and messages. */
@SuppressWarnings("module") // those to which something is exported by name are built after this module
module dev.penstock.graph {
    requires transitive dev.penstock;
    requires transitive dev.penstock.webhooks;
    requires transitive java.net.http;
    requires transitive org.jspecify;
    requires org.slf4j;

    exports dev.penstock.graph;
    exports dev.penstock.graph.accounts;
    exports dev.penstock.graph.flows;
    exports dev.penstock.graph.keys;
    exports dev.penstock.graph.messages;
    exports dev.penstock.graph.push;
    exports dev.penstock.graph.summary;
    exports dev.penstock.graph.templates;
    exports dev.penstock.graph.internal to
            dev.penstock.doctor;
}
