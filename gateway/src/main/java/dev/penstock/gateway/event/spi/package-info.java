/** What a module implements that brings a further kind of destination. */
@NullMarked
package dev.penstock.gateway.event.spi;

import org.jspecify.annotations.NullMarked;
