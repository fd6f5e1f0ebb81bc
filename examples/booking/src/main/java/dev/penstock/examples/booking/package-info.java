/** Book an appointment, and pick a seat: two Flows on one PostgreSQL database. */
@NullMarked
package dev.penstock.examples.booking;

import org.jspecify.annotations.NullMarked;
