/** The endpoint: a Flow of handlers, and the endpoint that answers bytes with bytes. */
@NullMarked
package dev.penstock;

import org.jspecify.annotations.NullMarked;
