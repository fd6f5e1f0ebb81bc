/** The meters, one class for each of what is measured. */
@NullMarked
package dev.penstock.metrics.internal;

import org.jspecify.annotations.NullMarked;
