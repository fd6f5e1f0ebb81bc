package dev.penstock.spring.autoconfigure;

import dev.penstock.servlet.PenstockServlet;
import dev.penstock.servlet.ServletLimits;
import dev.penstock.spring.FlowEndpoints;
import dev.penstock.spring.PenstockProperties;
import dev.penstock.spring.internal.Limits;
import dev.penstock.spring.internal.Paths;
import dev.penstock.spring.internal.RequestContext;
import dev.penstock.webhook.WebhookEndpoint;
import jakarta.servlet.DispatcherType;
import jakarta.servlet.Filter;
import java.util.Optional;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.autoconfigure.condition.ConditionalOnWebApplication;
import org.springframework.boot.web.servlet.FilterRegistrationBean;
import org.springframework.boot.web.servlet.ServletRegistrationBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Conditional;
import org.springframework.core.Ordered;

/**
 * Serves the endpoints in the application's web server, in a servlet of their own beside Spring MVC, and in front of
 * every filter that reads bodies: the signature is over the bytes as they came.
 */
@AutoConfiguration(after = {PenstockAutoConfiguration.class, PenstockWebhooksAutoConfiguration.class})
@ConditionalOnWebApplication(type = ConditionalOnWebApplication.Type.SERVLET)
@ConditionalOnClass(ServletRegistrationBean.class)
public class PenstockServletAutoConfiguration {

    /** Spring Boot's filter of observations is at the highest precedence and one. */
    private static final int ORDER = Ordered.HIGHEST_PRECEDENCE + 100;

    /** For Spring. */
    public PenstockServletAutoConfiguration() {}

    @Bean
    @ConditionalOnMissingBean
    ServletLimits penstockServletLimits(PenstockProperties properties) {
        return Limits.of(properties.limits());
    }

    @Bean
    @ConditionalOnMissingBean
    @Conditional(AnythingToServe.class)
    PenstockServlet penstockServlet(
            PenstockProperties properties,
            FlowEndpoints endpoints,
            ObjectProvider<WebhookEndpoint> webhooks,
            ServletLimits limits) {
        var builder = PenstockServlet.builder().limits(limits).carrying(RequestContext::carry);
        endpoints.byPath().forEach(builder::endpoint);
        Optional.ofNullable(webhooks.getIfAvailable())
                .ifPresent(endpoint -> builder.webhooks(
                        Paths.check(
                                "penstock.webhooks.path", properties.webhooks().path()),
                        endpoint));
        return builder.build();
    }

    @Bean
    @ConditionalOnMissingBean(name = "penstockServletRegistration")
    @Conditional(AnythingToServe.class)
    ServletRegistrationBean<PenstockServlet> penstockServletRegistration(PenstockServlet servlet) {
        var registration =
                new ServletRegistrationBean<>(servlet, servlet.paths().toArray(String[]::new));
        registration.setName("penstock");
        registration.setAsyncSupported(true);
        return registration;
    }

    /** Before every filter that may read a body, behind those that begin the observation of a request. */
    @Bean
    @ConditionalOnMissingBean(name = "penstockFilterRegistration")
    @ConditionalOnProperty(prefix = "penstock.security", name = "permit-endpoints", matchIfMissing = true)
    @Conditional(AnythingToServe.class)
    FilterRegistrationBean<Filter> penstockFilterRegistration(PenstockServlet servlet) {
        var registration = new FilterRegistrationBean<>(servlet.asFilter());
        registration.setName("penstock");
        registration.setUrlPatterns(servlet.paths());
        registration.setDispatcherTypes(DispatcherType.REQUEST);
        registration.setAsyncSupported(true);
        registration.setOrder(ORDER);
        return registration;
    }
}
