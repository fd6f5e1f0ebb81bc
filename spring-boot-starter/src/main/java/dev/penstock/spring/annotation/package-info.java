/** A Flow as methods of a bean: {@link dev.penstock.spring.annotation.FlowController}. */
@NullMarked
package dev.penstock.spring.annotation;

import org.jspecify.annotations.NullMarked;
