/**
 * Which type a value in a document has, once its bindings and expressions are followed, and whether it fits a place.
 */
@NullMarked
package dev.penstock.flowjson.internal.typing;

import org.jspecify.annotations.NullMarked;
