/**
 * The client of the Graph API: time limits, repeats that are safe, and errors with advice. Begin with
 * {@link dev.penstock.graph.GraphClient}.
 */
@NullMarked
package dev.penstock.graph;

import org.jspecify.annotations.NullMarked;
