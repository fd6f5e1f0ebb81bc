package dev.penstock.testing.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Gives the methods of a test class of JUnit 5 or 6 a {@link dev.penstock.testing.FlowTester} of its Flow:
 *
 * <pre>{@code
 * @PenstockTest(flowJson = "src/main/resources/booking.json")
 * class BookingTest {
 *
 *     Flow flow = new Booking().flow();
 *
 *     @Test
 *     void opensWithTheAppointment(FlowTester tester) {
 *         tester.init().expectScreen("APPOINTMENT");
 *     }
 * }
 * }</pre>
 *
 * <p>The Flow is the one field of the type {@code Flow} in the test class, or in a class around it; it is read when a
 * method asks for a tester. Each parameter is a tester of its own, with an endpoint of its own. A step that failed,
 * such as a handler that threw, fails the test at its end if nothing was expected of it.
 *
 * <p>JUnit is an optional dependency of this module: whoever uses this annotation has it.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@ExtendWith(PenstockExtension.class)
public @interface PenstockTest {

    /**
     * {@return the file that holds the Flow JSON, seen from the directory in which tests run; every answer is checked
     * against it. Default none}
     */
    String flowJson() default "";
}
