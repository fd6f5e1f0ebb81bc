/** Brings a Flow JSON from a folder to Meta, again and again. Begin with {@link dev.penstock.graph.push.FlowPush}. */
@NullMarked
package dev.penstock.graph.push;

import org.jspecify.annotations.NullMarked;
