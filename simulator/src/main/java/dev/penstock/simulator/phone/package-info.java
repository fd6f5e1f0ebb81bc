/**
 * The phone: an engine that plays a Flow as WhatsApp was observed to do. Begin with
 * {@link dev.penstock.simulator.phone.PhoneSession}; what a person does is a
 * {@link dev.penstock.simulator.phone.PhoneEvent}.
 */
@NullMarked
package dev.penstock.simulator.phone;

import org.jspecify.annotations.NullMarked;
