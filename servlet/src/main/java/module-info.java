/** Serves endpoints in a container for Jakarta Servlet 6.1. */
module dev.penstock.servlet {
    requires transitive dev.penstock;
    requires transitive dev.penstock.webhooks;
    requires transitive jakarta.servlet;
    requires transitive org.jspecify;
    requires org.slf4j;

    exports dev.penstock.servlet;
}
