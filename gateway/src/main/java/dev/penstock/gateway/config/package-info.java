/** Configuration: read strictly, with the place of every mistake, and described once for reader, editors and docs. */
@NullMarked
package dev.penstock.gateway.config;

import org.jspecify.annotations.NullMarked;
