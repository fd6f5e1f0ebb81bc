package dev.penstock.spring.test;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.autoconfigure.ImportAutoConfiguration;
import org.springframework.boot.test.autoconfigure.OverrideAutoConfiguration;
import org.springframework.boot.test.context.SpringBootTestContextBootstrapper;
import org.springframework.boot.test.context.filter.annotation.TypeExcludeFilters;
import org.springframework.test.context.BootstrapWith;
import org.springframework.test.context.junit.jupiter.SpringExtension;

/**
 * Tests the Flows of an application through the whole endpoint, without a web server, and without keys and secrets.
 *
 * <pre>{@code
 * @FlowTest
 * @Import(Calendar.class)
 * class BookingTest {
 *
 *     @Autowired
 *     FlowTester booking;
 *
 *     @Test
 *     void opensWithTheAppointment() {
 *         booking.init().expectScreen("APPOINTMENT");
 *     }
 * }
 * }</pre>
 *
 * <p>Of the application's own classes only these are looked for: every {@code @FlowController}, and every
 * configuration that declares a bean of the type {@code Flow}. What they need is imported, or replaced, by the test.
 * A {@code FlowTester} can be injected if there is one Flow; {@link FlowTesters} has those of several. Answers are
 * checked against the Flow JSON that the application finds.
 *
 * <p>Needs {@code penstock-testing} and {@code spring-boot-starter-test}.
 */
@Documented
@Inherited
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@BootstrapWith(SpringBootTestContextBootstrapper.class)
@ExtendWith(SpringExtension.class)
@OverrideAutoConfiguration(enabled = false)
@TypeExcludeFilters(FlowTypeExcludeFilter.class)
@ImportAutoConfiguration(FlowTestConfiguration.class)
public @interface FlowTest {}
