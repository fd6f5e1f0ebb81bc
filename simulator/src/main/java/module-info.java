/** WhatsApp's half of a Flow: a client that encrypts and signs, and a phone to see and play it. */
module dev.penstock.simulator {
    requires transitive dev.penstock;
    requires transitive org.jspecify;
    requires transitive dev.penstock.flowjson;
    requires java.net.http;
    requires jdk.httpserver;
    requires org.snakeyaml.engine;

    exports dev.penstock.simulator;
    exports dev.penstock.simulator.conform;
    exports dev.penstock.simulator.conform.report;
    exports dev.penstock.simulator.load;
    exports dev.penstock.simulator.graph;
    exports dev.penstock.simulator.phone;
}
