/** A conformance kit for any endpoint, and a load generator. */
module dev.penstock.conformance {
    requires transitive dev.penstock.flowjson;
    requires transitive dev.penstock.testing;
    requires transitive org.jspecify;
    requires java.net.http;
    requires static org.junit.jupiter.api;

    exports dev.penstock.conformance;
    exports dev.penstock.conformance.junit;
    exports dev.penstock.conformance.load;
    exports dev.penstock.conformance.report;
}
