/** What Meta delivers beside the endpoint: completions, alerts, statuses, once each. */
@SuppressWarnings("module") // those to which something is exported by name are built after this module
module dev.penstock.webhooks {
    requires transitive dev.penstock;
    requires transitive org.jspecify;
    requires org.slf4j;

    exports dev.penstock.webhook;
    exports dev.penstock.webhook.event;
    exports dev.penstock.webhook.queue;
    exports dev.penstock.webhook.internal to
            dev.penstock.graph;
}
