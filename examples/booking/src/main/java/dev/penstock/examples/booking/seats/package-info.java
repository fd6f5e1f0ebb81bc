/** Seats: the rules of the seat plan, without anything of WhatsApp. */
@NullMarked
package dev.penstock.examples.booking.seats;

import org.jspecify.annotations.NullMarked;
