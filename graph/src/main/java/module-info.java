/** The Graph API: keys, Flows, messages, and webhooks. */
module dev.penstock.graph {
    requires transitive dev.penstock;
}
