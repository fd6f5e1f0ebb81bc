/** The command {@code penstock}. */
@NullMarked
package dev.penstock.cli;

import org.jspecify.annotations.NullMarked;
