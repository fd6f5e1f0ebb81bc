/** Walks the whole chain and names what is broken. */
@NullMarked
package dev.penstock.doctor;

import org.jspecify.annotations.NullMarked;
