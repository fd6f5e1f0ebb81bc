/**
 * The conformance kit: asks any endpoint, in any language, what WhatsApp asks and what goes wrong in practice, and judges
 * the answers. {@link dev.penstock.simulator.conform.EndpointConformanceKit} is the place to begin.
 */
@NullMarked
package dev.penstock.simulator.conform;

import org.jspecify.annotations.NullMarked;
