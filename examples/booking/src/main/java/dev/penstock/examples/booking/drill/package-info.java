/** Runs that try to break the bookings, and count. */
@NullMarked
package dev.penstock.examples.booking.drill;

import org.jspecify.annotations.NullMarked;
