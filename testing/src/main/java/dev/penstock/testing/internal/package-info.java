/** What the packages of this module share, and nobody else. */
@NullMarked
package dev.penstock.testing.internal;

import org.jspecify.annotations.NullMarked;
