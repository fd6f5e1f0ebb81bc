/** What Spring Boot configures when the starter is there. For Spring Boot; applications need none of it. */
@NullMarked
package dev.penstock.spring.autoconfigure;

import org.jspecify.annotations.NullMarked;
