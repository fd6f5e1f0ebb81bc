/**
 * Scenarios: what a person does on a phone and expects of it, as a file. {@code Scenario} reads one,
 * {@code ScenarioRunner} plays it, {@code ScenarioWriter} writes one from what was done on a phone.
 */
@NullMarked
package dev.penstock.simulator.phone.scenario;

import org.jspecify.annotations.NullMarked;
