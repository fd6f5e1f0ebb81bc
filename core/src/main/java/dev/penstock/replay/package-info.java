/**
 * A request is answered once: the same request gets the same answer, and no handler runs twice for it. Begin with
 * {@link dev.penstock.replay.ReplayGuard}.
 */
@NullMarked
package dev.penstock.replay;

import org.jspecify.annotations.NullMarked;
