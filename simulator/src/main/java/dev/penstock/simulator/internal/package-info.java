/** What several parts of the simulator do with plain values, texts and files. */
@NullMarked
package dev.penstock.simulator.internal;

import org.jspecify.annotations.NullMarked;
