/** Spans by OpenTelemetry. Begin with {@link dev.penstock.tracing.PenstockTracing}. */
@NullMarked
package dev.penstock.tracing;

import org.jspecify.annotations.NullMarked;
