/** The shared state of replicas on PostgreSQL: replay guard, submissions, sessions by flow token. */
module dev.penstock.postgres {
    requires transitive dev.penstock;
    requires transitive java.sql;
    requires org.slf4j;

    exports dev.penstock.postgres;
}
