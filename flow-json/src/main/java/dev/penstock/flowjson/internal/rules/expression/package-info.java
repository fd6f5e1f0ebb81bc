/**
 * What is checked of the data a screen declares, of bindings, and of expressions.
 * One class for each rule or family of rules, named after its error code; {@code ExpressionRuleSet} lists them.
 */
@NullMarked
package dev.penstock.flowjson.internal.rules.expression;

import org.jspecify.annotations.NullMarked;
