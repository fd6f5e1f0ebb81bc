/**
 * What goes out to the business beside the requests of people: completions, errors of phones, alerts, message statuses.
 */
@NullMarked
package dev.penstock.gateway.event;

import org.jspecify.annotations.NullMarked;
