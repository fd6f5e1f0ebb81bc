/** WhatsApp's half of a Flow: a phone to see and play it, and a Graph API that runs on this machine. */
module dev.penstock.simulator {
    requires transitive dev.penstock;
    requires transitive org.jspecify;
    requires transitive dev.penstock.flowjson;
    requires transitive dev.penstock.testing;
    requires java.net.http;
    requires jdk.httpserver;
    requires org.snakeyaml.engine;

    exports dev.penstock.simulator.graph;
    exports dev.penstock.simulator.phone;
    exports dev.penstock.simulator.phone.page;
    exports dev.penstock.simulator.phone.scenario;
}
