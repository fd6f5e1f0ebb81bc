/** The command line. */
@NullMarked
package dev.penstock.examples.booking.command;

import org.jspecify.annotations.NullMarked;
