package dev.penstock.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hears that a phone could not use an answer. The phone has been answered already, whatever the method does; see {@code
 * FlowBuilder.onErrorNotification}. It takes the {@code ErrorNotification}, its {@code FlowToken}, both or nothing, and
 * returns nothing. One method of a Flow has it.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnErrorNotification {}
