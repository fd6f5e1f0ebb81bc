/** The kit as tests of JUnit: {@link dev.penstock.conformance.junit.ConformanceTests}. */
@NullMarked
package dev.penstock.conformance.junit;

import org.jspecify.annotations.NullMarked;
