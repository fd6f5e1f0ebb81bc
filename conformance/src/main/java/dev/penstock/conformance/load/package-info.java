/**
 * The load generator: asks an endpoint at a fixed rate, whatever it answers, and rates the result as Meta's alerts
 * would. {@link dev.penstock.conformance.load.LoadGenerator} is the place to begin.
 */
@NullMarked
package dev.penstock.conformance.load;

import org.jspecify.annotations.NullMarked;
