/** Where webhook events wait between the answer to Meta and their handler. */
@NullMarked
package dev.penstock.webhook.queue;

import org.jspecify.annotations.NullMarked;
