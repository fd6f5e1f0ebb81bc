/**
 * A small HTTP/1.1 client that knows what a careful caller has to know: whether a connection was used before, whether
 * a byte of the answer came, and when to stop waiting. It posts, follows nothing and keeps idle connections for
 * seconds only.
 */
@NullMarked
package dev.penstock.gateway.internal.http;

import org.jspecify.annotations.NullMarked;
