/** Who may ask: the request signature of Meta, flow tokens, and the flow token signature. */
@NullMarked
package dev.penstock.trust;

import org.jspecify.annotations.NullMarked;
