package dev.penstock.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the data of a screen once, beneath every answer that shows it; see {@code FlowBuilder.screen}. The method
 * returns a map or a record. See {@link FlowController} for what it may take; the request is a {@code ScreenRequest}.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface DataOf {

    /** {@return the ids of the screens} */
    String[] value();
}
