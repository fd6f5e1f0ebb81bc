/** Not exported. */
@NullMarked
package dev.penstock.graph.internal;

import org.jspecify.annotations.NullMarked;
