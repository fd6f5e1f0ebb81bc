package dev.penstock.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Answers {@code data_exchange} on screens. See {@link FlowController} for what the method may take. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnScreen {

    /** {@return the ids of the screens} */
    String[] value();

    /** {@return whether a second tap gets the answer of the first, see {@code FlowBuilder.oncePerSubmission}} */
    boolean oncePerSubmission() default false;
}
