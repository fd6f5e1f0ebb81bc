/** Photos and documents of the pickers, lent to backends by links that are sealed and expire. */
@NullMarked
package dev.penstock.gateway.media;

import org.jspecify.annotations.NullMarked;
