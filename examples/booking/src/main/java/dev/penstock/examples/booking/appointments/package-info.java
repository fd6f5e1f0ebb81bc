/** Appointments: the rules of the calendar, without anything of WhatsApp. */
@NullMarked
package dev.penstock.examples.booking.appointments;

import org.jspecify.annotations.NullMarked;
