/**
 * The phone in a browser: {@code PhonePage} serves the page on loopback and follows the Flow's file. The page itself
 * (its HTML, styles and components, such as {@code components/dropdown.js}) lies in the resources of this package.
 */
@NullMarked
package dev.penstock.simulator.phone.page;

import org.jspecify.annotations.NullMarked;
