package dev.penstock.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * Gives the data of a screen once, beneath every answer that shows it; see {@code FlowBuilder.screen}. The method
 * returns a map or a record. It takes what it needs of the request, a {@code ScreenRequest}, its {@code FlowToken} and
 * its {@code FlowData}; no record, since the data is that of whatever screen the person was on.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface DataOf {

    /** {@return the ids of the screens} */
    String[] value();
}
