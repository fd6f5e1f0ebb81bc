/** The client that encrypts and signs as a phone and Meta do. */
@SuppressWarnings("module") // those to which something is exported by name are built after this module
module dev.penstock.testing {
    requires transitive dev.penstock;
    requires transitive org.jspecify;
    requires java.net.http;

    exports dev.penstock.testing;
    exports dev.penstock.testing.internal to
            dev.penstock.conformance;
}
