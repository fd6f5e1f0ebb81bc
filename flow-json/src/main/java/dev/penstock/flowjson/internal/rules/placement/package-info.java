/**
 * What may stand where on a screen, beside what, and how often.
 * One class for each rule or family of rules, named after its error code; {@code PlacementRuleSet} lists them.
 */
@NullMarked
package dev.penstock.flowjson.internal.rules.placement;

import org.jspecify.annotations.NullMarked;
