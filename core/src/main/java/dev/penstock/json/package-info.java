/** Strict reading and writing of JSON. */
@NullMarked
package dev.penstock.json;

import org.jspecify.annotations.NullMarked;
