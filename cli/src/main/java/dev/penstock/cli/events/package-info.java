/** Commands for events that were not delivered. */
@NullMarked
package dev.penstock.cli.events;

import org.jspecify.annotations.NullMarked;
