/** The message after a Flow: what came of it, once, in words. */
@NullMarked
package dev.penstock.graph.summary;

import org.jspecify.annotations.NullMarked;
