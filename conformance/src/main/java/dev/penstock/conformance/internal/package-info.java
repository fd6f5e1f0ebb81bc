/** What the HTML reports share. */
@NullMarked
package dev.penstock.conformance.internal;

import org.jspecify.annotations.NullMarked;
