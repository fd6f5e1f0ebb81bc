/** The way of one request: bytes in, bytes out. Begin with {@link dev.penstock.endpoint.FlowEndpoint}. */
@NullMarked
package dev.penstock.endpoint;

import org.jspecify.annotations.NullMarked;
