/** The commands that serve a gateway. */
@NullMarked
package dev.penstock.cli.serve;

import org.jspecify.annotations.NullMarked;
