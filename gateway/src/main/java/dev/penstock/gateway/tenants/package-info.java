/** Tenants in PostgreSQL, their keys and secrets sealed at rest. */
@NullMarked
package dev.penstock.gateway.tenants;

import org.jspecify.annotations.NullMarked;
