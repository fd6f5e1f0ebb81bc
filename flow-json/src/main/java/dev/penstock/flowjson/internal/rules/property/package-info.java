/**
 * What the tables in {@code internal.schema} say of each property: its name, type, form, length and limits.
 * One class for each rule or family of rules, named after its error code; {@code PropertyRuleSet} lists them.
 */
@NullMarked
package dev.penstock.flowjson.internal.rules.property;

import org.jspecify.annotations.NullMarked;
