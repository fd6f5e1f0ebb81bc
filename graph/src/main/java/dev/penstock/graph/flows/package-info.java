/** Flows at Meta: create, upload, publish, look at, retire. */
@NullMarked
package dev.penstock.graph.flows;

import org.jspecify.annotations.NullMarked;
