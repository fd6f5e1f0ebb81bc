package dev.penstock.examples.springbooking;

import dev.penstock.Flow;
import dev.penstock.examples.booking.BookingFlows;
import dev.penstock.examples.booking.BookingMedia;
import dev.penstock.examples.booking.Language;
import dev.penstock.examples.booking.database.Migrations;
import java.time.InstantSource;
import java.time.ZoneId;
import javax.sql.DataSource;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** Serves the Flows "appointments" and "seats" at {@code /flows/…}; application.yaml says the rest. */
@SpringBootApplication(proxyBeanMethods = false)
public class SpringBooking {

    private static final ZoneId ZONE = ZoneId.of("Europe/Madrid");

    /** Starts the application. */
    public static void main(String[] arguments) {
        SpringApplication.run(SpringBooking.class, arguments);
    }

    @Bean(destroyMethod = "close")
    BookingMedia media() {
        return BookingMedia.open();
    }

    @Bean
    BookingFlows bookingFlows(DataSource dataSource, BookingMedia media) {
        Migrations.install(dataSource, ZONE);
        return BookingFlows.of(dataSource, InstantSource.system(), ZONE, Language.ENGLISH, media::decryptor);
    }

    @Bean
    Flow appointments(BookingFlows flows) {
        return flows.appointmentsFlow();
    }

    @Bean
    Flow seats(BookingFlows flows) {
        return flows.seatsFlow();
    }
}
