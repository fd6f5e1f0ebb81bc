package dev.penstock.examples.springbooking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.spring.FlowEndpoints;
import dev.penstock.spring.test.FlowTest;
import dev.penstock.spring.test.FlowTesters;
import dev.penstock.testing.FlowAnswer;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;

/** The whole way of an appointment, against a real database, without a server, a key or a secret. */
@FlowTest
class SpringBookingIT {

    @TestConfiguration(proxyBeanMethods = false)
    static class Database {

        @Bean(destroyMethod = "close")
        EmbeddedPostgres postgres() throws Exception {
            return EmbeddedPostgres.start();
        }

        @Bean
        DataSource dataSource(EmbeddedPostgres postgres) {
            return postgres.getPostgresDatabase();
        }
    }

    @Autowired
    private FlowTesters flows;

    @Autowired
    private ApplicationContext context;

    @Test
    void booksAnAppointment() {
        var appointments = flows.of("appointments").withSubject("somebody");
        var chosen = new HashMap<String, String>();
        chosen.put("trigger", "location");
        chosen.put("department", "dentistry");
        chosen.put("location", "market-square");
        appointments.init().expectScreen("APPOINTMENT");
        chosen.put("date", dates(appointments.submit("APPOINTMENT", chosen)).getLast());
        chosen.put("time", "10:00");
        chosen.put("trigger", "continue");

        var summary = appointments
                .submit("APPOINTMENT", chosen)
                .expectScreen("DETAILS")
                .submit(Map.of("name", "Ada", "email", "ada@example.com", "phone", "", "note", ""))
                .expectScreen("TERMS")
                .submit(Map.of("agree", true))
                .expectScreen("SUMMARY");
        var booked = summary.submit(Map.of("slot", summary.data().get("slot"))).expectCompletion();

        assertThat(booked.completion().get("summary").toString()).contains("Dentistry", "Market Square", "10:00");
    }

    @Test
    void opensTheSeats() {
        flows.of("seats").withSubject("somebody").init();
    }

    /** A slice has none. */
    @Test
    void needsNoEndpoint() {
        assertThat(context.getBeansOfType(FlowEndpoints.class)).isEmpty();
    }

    @SuppressWarnings("unchecked")
    private static List<String> dates(FlowAnswer answer) {
        return ((List<Map<String, Object>>) answer.data().get("dates"))
                .stream().map(date -> String.valueOf(date.get("id"))).toList();
    }
}
