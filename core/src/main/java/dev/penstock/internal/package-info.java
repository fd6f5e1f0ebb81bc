/** Not exported. */
@NullMarked
package dev.penstock.internal;

import org.jspecify.annotations.NullMarked;
