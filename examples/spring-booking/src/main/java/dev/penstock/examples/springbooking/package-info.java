/** The booking example behind the Spring Boot starter. */
@NullMarked
package dev.penstock.examples.springbooking;

import org.jspecify.annotations.NullMarked;
