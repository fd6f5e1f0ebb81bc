package dev.penstock.examples.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.examples.booking.PhoneOnScreen.Look;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The Spanish document of the Flow of appointments in Chromium: a business that speaks Spanish, from the message on.
 */
class SpanishInChromiumIT extends BookingInChromium {

    /** As the calendar of the business writes a day. */
    private static final String DAY = "(lun|mar|mié|jue|vie|sáb|dom)\\S* \\d+ .+";

    @Override
    Language language() {
        return Language.SPANISH;
    }

    @ParameterizedTest
    @CsvSource({"android, light, 1280", "ios, dark, 390"})
    void reservesAnAppointment(String platform, String theme, int width) throws Exception {
        try (var phone = phone(new Look(platform, theme, "ltr", width), "appointments", "spanish")) {
            phone.picture("chat");
            phone.open();
            phone.seeTitle("Reservar una cita");
            phone.chooseFirst("Departamento");
            phone.chooseFirst("Centro");
            assertThat(phone.chooseFirst("Fecha")).matches(DAY);
            phone.chooseFirst("Hora");
            phone.picture("chosen");
            phone.tap("Continuar");
            phone.seeTitle("Sus datos");
            phone.type("Nombre", "Íñigo Peña Núñez");
            phone.type("Correo electrónico", "inigo@example.com");
            phone.type("¿Algo que añadir?", "¡Llegaré en coche, sobre las diez!");
            phone.picture("details");
            phone.tap("Continuar");
            phone.seeTitle("Condiciones");
            phone.tick("He leído las condiciones y las acepto");
            phone.picture("terms");
            phone.tap("Continuar");
            phone.seeTitle("Resumen");
            phone.see("Íñigo Peña Núñez");
            phone.picture("summary");
            assertThat(phone.tab().seriousViolations()).isEmpty();
            phone.tap("Confirmar");
            phone.see("Response sent");
            phone.picture("chat-after");
            phone.tab().hasNoProblem();
            assertThat(phone.session.response().orElseThrow()).containsKey("booking_id");
        }
        assertThat(business.flows().appointments().list(business.now(), 10))
                .singleElement()
                .satisfies(booked -> assertThat(booked.contact().name()).isEqualTo("Íñigo Peña Núñez"));
    }
}
