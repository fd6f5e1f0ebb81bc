/** Pages of metrics, read. */
@NullMarked
package dev.penstock.metrics.text;

import org.jspecify.annotations.NullMarked;
