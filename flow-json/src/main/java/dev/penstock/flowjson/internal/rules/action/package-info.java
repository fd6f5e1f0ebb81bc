/**
 * What is checked of actions and their payloads.
 * One class for each rule or family of rules, named after its error code; {@code ActionRuleSet} lists them.
 */
@NullMarked
package dev.penstock.flowjson.internal.rules.action;

import org.jspecify.annotations.NullMarked;
