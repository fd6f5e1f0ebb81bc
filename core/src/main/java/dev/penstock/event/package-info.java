/** What happens at an endpoint, without any contents: for logs, metrics and traces. */
@NullMarked
package dev.penstock.event;

import org.jspecify.annotations.NullMarked;
