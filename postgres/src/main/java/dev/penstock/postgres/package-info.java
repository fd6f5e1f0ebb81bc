/** The shared state of replicas on PostgreSQL: replay guard, submissions, sessions by flow token. */
@NullMarked
package dev.penstock.postgres;

import org.jspecify.annotations.NullMarked;
