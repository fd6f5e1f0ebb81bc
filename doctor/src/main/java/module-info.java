/** Examines the whole chain from the key at Meta to the answer of the endpoint. */
module dev.penstock.doctor {
    requires transitive dev.penstock.graph;
    requires transitive org.jspecify;

    exports dev.penstock.doctor;
}
