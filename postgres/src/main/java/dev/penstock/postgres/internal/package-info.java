/** Not exported. */
@NullMarked
package dev.penstock.postgres.internal;

import org.jspecify.annotations.NullMarked;
