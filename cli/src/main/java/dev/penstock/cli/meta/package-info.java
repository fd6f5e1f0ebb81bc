/** The commands that ask Meta, and the options they share. */
@NullMarked
package dev.penstock.cli.meta;

import org.jspecify.annotations.NullMarked;
