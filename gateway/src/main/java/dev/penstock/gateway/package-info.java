/** Endpoints from a configuration, whose screens a backend in any language decides. */
@NullMarked
package dev.penstock.gateway;

import org.jspecify.annotations.NullMarked;
