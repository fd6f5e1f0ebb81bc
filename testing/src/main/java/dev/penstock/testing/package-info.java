/** WhatsApp's half of a Flow: {@link dev.penstock.testing.FlowClient} asks an endpoint as a phone does. */
@NullMarked
package dev.penstock.testing;

import org.jspecify.annotations.NullMarked;
