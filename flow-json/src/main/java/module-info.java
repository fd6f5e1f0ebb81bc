/** Flow JSON: reading, linting, and the screen models that answers are checked against. */
module dev.penstock.flowjson {
    requires transitive dev.penstock;
}
