/**
 * Tells people what is wrong, by the rules that are written for Prometheus, where there is none. Begin with
 * {@link dev.penstock.gateway.alert.AlertNotifier}.
 */
@NullMarked
package dev.penstock.gateway.alert;

import org.jspecify.annotations.NullMarked;
