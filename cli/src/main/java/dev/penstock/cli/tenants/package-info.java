/** The commands for the tenants of a gateway that are kept in PostgreSQL. */
@NullMarked
package dev.penstock.cli.tenants;

import org.jspecify.annotations.NullMarked;
