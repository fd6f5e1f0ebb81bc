/** What the packages of this module share, and nobody else. */
@NullMarked
package dev.penstock.simulator.internal;

import org.jspecify.annotations.NullMarked;
