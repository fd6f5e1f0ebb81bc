/** Binds the data of a request to the record that a handler asks for. */
@NullMarked
package dev.penstock.internal.binding;

import org.jspecify.annotations.NullMarked;
