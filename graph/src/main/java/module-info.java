/** The Graph API: keys, Flows, messages, and webhooks. */
module dev.penstock.graph {
    requires transitive dev.penstock;
    requires transitive org.jspecify;
    requires transitive java.net.http;
    requires org.slf4j;

    exports dev.penstock.graph;
    exports dev.penstock.graph.accounts;
    exports dev.penstock.graph.doctor;
    exports dev.penstock.graph.flows;
    exports dev.penstock.graph.keys;
    exports dev.penstock.graph.keys.ring;
    exports dev.penstock.graph.messages;
    exports dev.penstock.graph.push;
    exports dev.penstock.graph.templates;
    exports dev.penstock.graph.webhook;
    exports dev.penstock.graph.webhook.event;
    exports dev.penstock.graph.webhook.queue;
}
