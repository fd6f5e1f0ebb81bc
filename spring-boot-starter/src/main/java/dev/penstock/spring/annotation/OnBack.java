package dev.penstock.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** Answers {@code BACK}. See {@link FlowController} for what the method may take. */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.METHOD)
public @interface OnBack {

    /** {@return the ids of the screens on which back is pressed; default every screen that has no method of its own} */
    String[] value() default {};
}
