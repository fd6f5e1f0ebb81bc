/**
 * An emulator of the Graph API on this machine, for tests and for development without a Meta account. Begin with
 * {@link dev.penstock.simulator.graph.GraphEmulator}.
 */
@NullMarked
package dev.penstock.simulator.graph;

import org.jspecify.annotations.NullMarked;
