/**
 * What one writes: a Flow of handlers, the requests they are given and the responses they return. Begin with
 * {@link dev.penstock.Flow}. Which exception is answered with which status is in its name, such as
 * {@link dev.penstock.UndecryptableRequestException} (421).
 */
@NullMarked
package dev.penstock;

import org.jspecify.annotations.NullMarked;
