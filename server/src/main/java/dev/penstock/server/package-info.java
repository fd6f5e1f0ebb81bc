/** Serves endpoints over HTTP and HTTPS: {@link dev.penstock.server.PenstockServer}. */
@NullMarked
package dev.penstock.server;

import org.jspecify.annotations.NullMarked;
