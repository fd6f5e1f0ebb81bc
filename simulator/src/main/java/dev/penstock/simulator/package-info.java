/** WhatsApp's half of a Flow: {@link dev.penstock.simulator.FlowClient} asks an endpoint as a phone does. */
@NullMarked
package dev.penstock.simulator;

import org.jspecify.annotations.NullMarked;
