/** {@code penstock top}: what endpoints are busy with, as their metrics show it. */
@NullMarked
package dev.penstock.cli.top;

import org.jspecify.annotations.NullMarked;
