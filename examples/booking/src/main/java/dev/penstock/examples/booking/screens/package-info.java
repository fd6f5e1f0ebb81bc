/** The screens of the two Flows: thin handlers over the rules. */
@NullMarked
package dev.penstock.examples.booking.screens;

import org.jspecify.annotations.NullMarked;
