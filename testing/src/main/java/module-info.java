/** The client that encrypts and signs as a phone and Meta do, and a tester for handlers. */
@SuppressWarnings("module") // those to which something is exported by name are built after this module
module dev.penstock.testing {
    requires transitive dev.penstock;
    requires transitive dev.penstock.flowjson;
    requires transitive org.jspecify;
    requires java.net.http;
    requires static org.junit.jupiter.api;
    requires static org.junit.platform.commons;

    exports dev.penstock.testing;
    exports dev.penstock.testing.junit;
    exports dev.penstock.testing.internal to
            dev.penstock.conformance;
}
