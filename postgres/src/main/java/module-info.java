/** The shared state of replicas on PostgreSQL: replay guard, submissions, sessions by flow token. */
module dev.penstock.postgres {
    requires transitive dev.penstock;
    // Only for the webhook queue: who has no webhooks does not need it.
    requires static transitive dev.penstock.webhooks;
    requires transitive java.sql;
    requires org.slf4j;

    exports dev.penstock.postgres;
}
