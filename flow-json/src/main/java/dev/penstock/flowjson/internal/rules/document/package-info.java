/**
 * What is checked of the document as a whole: its version, its screens, its routing, how much of everything it holds.
 * One class for each rule or family of rules, named after its error code; {@code DocumentRuleSet} lists them.
 */
@NullMarked
package dev.penstock.flowjson.internal.rules.document;

import org.jspecify.annotations.NullMarked;
