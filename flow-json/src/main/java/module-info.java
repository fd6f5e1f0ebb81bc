/** Flow JSON: reading, linting, and the screen models that answers are checked against. */
@SuppressWarnings("module") // those to which something is exported by name are built after this module
module dev.penstock.flowjson {
    requires java.compiler;
    requires transitive dev.penstock;
    requires transitive org.jspecify;

    exports dev.penstock.flowjson;
    exports dev.penstock.flowjson.check;
    exports dev.penstock.flowjson.nearest to
            dev.penstock.gateway;
    exports dev.penstock.flowjson.lint;
    exports dev.penstock.flowjson.model;
    exports dev.penstock.flowjson.openapi;
    exports dev.penstock.flowjson.records;
    exports dev.penstock.flowjson.report;
    exports dev.penstock.flowjson.show;
    exports dev.penstock.flowjson.text;
    exports dev.penstock.flowjson.expression to
            dev.penstock.simulator;
    exports dev.penstock.flowjson.tree to
            dev.penstock.simulator;
}
