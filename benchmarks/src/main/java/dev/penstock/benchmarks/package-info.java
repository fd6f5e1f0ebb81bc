/** Benchmarks of the core. Not published. */
@NullMarked
package dev.penstock.benchmarks;

import org.jspecify.annotations.NullMarked;
