/** Flows at Meta: create, upload, publish, look at, retire. Begin with {@link dev.penstock.graph.flows.Flows}. */
@NullMarked
package dev.penstock.graph.flows;

import org.jspecify.annotations.NullMarked;
