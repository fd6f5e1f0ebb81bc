/** For tests of JUnit 5 and 6: {@link dev.penstock.testing.junit.PenstockTest}. */
@NullMarked
package dev.penstock.testing.junit;

import org.jspecify.annotations.NullMarked;
