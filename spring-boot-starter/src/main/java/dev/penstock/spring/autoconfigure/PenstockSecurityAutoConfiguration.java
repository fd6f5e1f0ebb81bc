package dev.penstock.spring.autoconfigure;

import dev.penstock.servlet.PenstockServlet;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.config.annotation.web.configuration.WebSecurityCustomizer;
import org.springframework.security.web.servlet.util.matcher.PathPatternRequestMatcher;

/**
 * Lets requests to the endpoints pass by Spring Security: Meta has no login here, its signature is verified instead.
 * There is no {@code SecurityFilterChain} here, and must be none: with it Spring Boot's own would not be made, and
 * every other path of the application would be open.
 */
@AutoConfiguration(after = PenstockServletAutoConfiguration.class)
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(WebSecurityCustomizer.class)
@ConditionalOnProperty(prefix = "penstock.security", name = "permit-endpoints", matchIfMissing = true)
public class PenstockSecurityAutoConfiguration {

    /** For Spring. */
    public PenstockSecurityAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean(name = "penstockWebSecurityCustomizer")
    WebSecurityCustomizer penstockWebSecurityCustomizer(ObjectProvider<PenstockServlet> servlet) {
        // Paths of the application, whatever path Spring MVC has in it.
        var path = PathPatternRequestMatcher.withDefaults();
        return web -> servlet.ifAvailable(
                serving -> serving.paths().forEach(served -> web.ignoring().requestMatchers(path.matcher(served))));
    }
}
