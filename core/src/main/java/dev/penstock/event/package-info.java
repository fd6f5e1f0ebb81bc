/**
 * What happens at an endpoint, without any contents: for logs, metrics and traces. Begin with
 * {@link dev.penstock.event.EndpointListener}.
 */
@NullMarked
package dev.penstock.event;

import org.jspecify.annotations.NullMarked;
