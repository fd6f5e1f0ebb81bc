/** Tests of the Flows of an application on Spring Boot: {@link dev.penstock.spring.test.FlowTest}. */
@NullMarked
package dev.penstock.spring.test;

import org.jspecify.annotations.NullMarked;
