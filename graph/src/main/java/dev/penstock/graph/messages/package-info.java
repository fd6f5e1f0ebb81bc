/** Messages that open a Flow, and what belongs to them. */
@NullMarked
package dev.penstock.graph.messages;

import org.jspecify.annotations.NullMarked;
