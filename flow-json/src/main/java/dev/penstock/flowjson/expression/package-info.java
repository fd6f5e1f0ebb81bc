/**
 * Bindings, backtick expressions and conditions of Flow JSON: parsed with positions, and evaluated as the phone does.
 */
@NullMarked
package dev.penstock.flowjson.expression;

import org.jspecify.annotations.NullMarked;
