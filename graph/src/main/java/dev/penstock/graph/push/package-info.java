/** Brings a Flow JSON from a folder to Meta, again and again. */
@NullMarked
package dev.penstock.graph.push;

import org.jspecify.annotations.NullMarked;
