/** How properties and annotated methods become endpoints. Not for use. */
@NullMarked
package dev.penstock.spring.internal;

import org.jspecify.annotations.NullMarked;
