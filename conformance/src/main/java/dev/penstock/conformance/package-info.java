/**
 * The conformance kit: asks any endpoint, in any language, what WhatsApp asks and what goes wrong in practice, and
 * judges the answers. {@link dev.penstock.conformance.EndpointConformanceKit} is the place to begin.
 */
@NullMarked
package dev.penstock.conformance;

import org.jspecify.annotations.NullMarked;
