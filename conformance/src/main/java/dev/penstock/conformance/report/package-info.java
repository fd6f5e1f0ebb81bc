/** Reports of the conformance kit: JUnit XML for build servers, one HTML file for people. */
@NullMarked
package dev.penstock.conformance.report;

import org.jspecify.annotations.NullMarked;
