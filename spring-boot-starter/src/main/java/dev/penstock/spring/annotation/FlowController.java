package dev.penstock.spring.annotation;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.springframework.core.annotation.AliasFor;
import org.springframework.stereotype.Component;

/**
 * A bean whose methods are the handlers of a Flow: a thin layer over {@link dev.penstock.FlowBuilder}.
 *
 * <pre>{@code
 * @FlowController("booking")
 * class BookingController {
 *
 *     @OnInit
 *     NextScreen begin() { ... }
 *
 *     @OnScreen("APPOINTMENT")
 *     FlowResponse choose(Choice choice, DataExchange request) { ... }
 *
 *     @OnBack("SUMMARY")
 *     NextScreen back(FlowToken token) { ... }
 * }
 * }</pre>
 *
 * <p>A method takes, in any order, what it needs of: the request ({@code Init}, {@code DataExchange} or {@code Back};
 * {@code ScreenRequest} fits all), its {@code FlowToken}, its {@code FlowData}, and one record to which the data is
 * bound; a class of another kind if the Flow has a module of Jackson that makes it. It returns a {@code FlowResponse}
 * or one of its kinds, and may throw anything. A method of another shape is refused at the start.
 *
 * <p>A class that implements {@link FlowBuilderCustomizer} sets the rest: texts, filters, the time budget, modules of
 * Jackson.
 */
@Documented
@Component
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface FlowController {

    /** {@return the name of the Flow} */
    String value();

    /** {@return the name of the bean; default that of the class} */
    @AliasFor(annotation = Component.class, attribute = "value")
    String beanName() default "";
}
