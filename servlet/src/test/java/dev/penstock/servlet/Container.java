package dev.penstock.servlet;

import java.net.URI;
import java.util.List;

/** A servlet container that runs. */
interface Container extends AutoCloseable {

    URI uri();

    @Override
    void close();

    /** Starts one with a web application. */
    interface Start {

        Container start(WebApplication application) throws Exception;
    }

    /** What is added to it. */
    interface WebApplication {

        void addTo(jakarta.servlet.ServletContext context);
    }

    /** A container and its kind of threads. */
    record Kind(String name, Start start) {

        @Override
        public String toString() {
            return name;
        }
    }

    static List<Kind> all() {
        return List.of(
                new Kind("Tomcat on platform threads", application -> new TomcatContainer(application, false)),
                new Kind("Tomcat on virtual threads", application -> new TomcatContainer(application, true)),
                new Kind("Jetty on platform threads", application -> new JettyContainer(application, false)),
                new Kind("Jetty on virtual threads", application -> new JettyContainer(application, true)),
                new Kind("Undertow on platform threads", application -> new UndertowContainer(application, false)),
                new Kind("Undertow on virtual threads", application -> new UndertowContainer(application, true)));
    }
}
