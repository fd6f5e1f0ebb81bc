/** Messages that open a Flow, and what belongs to them. Begin with {@link dev.penstock.graph.messages.Messages}. */
@NullMarked
package dev.penstock.graph.messages;

import org.jspecify.annotations.NullMarked;
