/** The phone: an engine that plays a Flow as WhatsApp was observed to do, and the page that shows it. */
@NullMarked
package dev.penstock.simulator.phone;

import org.jspecify.annotations.NullMarked;
