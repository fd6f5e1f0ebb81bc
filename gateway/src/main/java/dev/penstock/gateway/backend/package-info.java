/** Asks programs in any language what screen comes next: clear JSON out, an answer back. */
@NullMarked
package dev.penstock.gateway.backend;

import org.jspecify.annotations.NullMarked;
