/**
 * Flows in an application on Spring Boot 4. Every bean of the type {@link dev.penstock.Flow}, and every {@link
 * dev.penstock.spring.annotation.FlowController}, is served; {@link dev.penstock.spring.PenstockProperties} says how.
 */
@NullMarked
package dev.penstock.spring;

import org.jspecify.annotations.NullMarked;
