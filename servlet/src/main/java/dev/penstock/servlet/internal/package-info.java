/** How a request becomes an answer in a container. Not for use. */
@NullMarked
package dev.penstock.servlet.internal;

import org.jspecify.annotations.NullMarked;
