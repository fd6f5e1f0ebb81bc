/** A request is answered once: the same request gets the same answer, and no handler runs twice for it. */
@NullMarked
package dev.penstock.replay;

import org.jspecify.annotations.NullMarked;
