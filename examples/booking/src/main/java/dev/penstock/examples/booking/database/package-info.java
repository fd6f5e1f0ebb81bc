/** Where the data is: a PostgreSQL server, or an embedded one. */
@NullMarked
package dev.penstock.examples.booking.database;

import org.jspecify.annotations.NullMarked;
