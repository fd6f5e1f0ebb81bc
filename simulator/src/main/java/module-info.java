/** WhatsApp's half of a Flow: the phone, played by a person or by a scenario. */
module dev.penstock.simulator {
    requires transitive dev.penstock;
    requires transitive dev.penstock.flowjson;
    requires jdk.httpserver;
    requires org.snakeyaml.engine;

    exports dev.penstock.simulator.phone;
}
