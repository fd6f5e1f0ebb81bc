/** The shared state of replicas on PostgreSQL: replay guard, submissions, sessions by flow token. */
module dev.penstock.postgres {
    requires transitive dev.penstock;
    // Only for the webhook queue: who has no webhooks needs no Graph API.
    requires static transitive dev.penstock.graph;
    requires transitive java.sql;
    requires org.slf4j;

    exports dev.penstock.postgres;
}
