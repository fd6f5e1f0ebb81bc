/** A JSON tree that knows where in the text every value and key stands. */
@NullMarked
package dev.penstock.flowjson.tree;

import org.jspecify.annotations.NullMarked;
