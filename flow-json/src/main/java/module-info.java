/** Flow JSON: reading, linting, and the screen models that answers are checked against. */
module dev.penstock.flowjson {
    requires transitive dev.penstock;
    requires transitive org.jspecify;

    exports dev.penstock.flowjson;
    exports dev.penstock.flowjson.check;
    exports dev.penstock.flowjson.expression;
    exports dev.penstock.flowjson.lint;
    exports dev.penstock.flowjson.model;
    exports dev.penstock.flowjson.report;
    exports dev.penstock.flowjson.tree;
}
