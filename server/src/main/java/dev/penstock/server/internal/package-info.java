/** Not exported. */
@NullMarked
package dev.penstock.server.internal;

import org.jspecify.annotations.NullMarked;
