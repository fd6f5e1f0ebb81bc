/** Reports of the conformance kit: JUnit XML for build servers, one HTML file for people. */
@NullMarked
package dev.penstock.simulator.conform.report;

import org.jspecify.annotations.NullMarked;
