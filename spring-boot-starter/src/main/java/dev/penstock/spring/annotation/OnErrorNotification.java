package dev.penstock.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Hears that a phone could not use an answer. The phone has been answered already, whatever the method does. It takes
 * nothing, or an {@code EndpointEvent.ErrorNotified}, and returns nothing.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnErrorNotification {}
