package dev.penstock.examples.booking.screens;

import dev.penstock.FlowTexts;
import dev.penstock.examples.booking.Language;
import dev.penstock.examples.booking.seats.Price;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.NumberFormat;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.temporal.TemporalAccessor;
import java.util.Currency;
import java.util.Locale;
import java.util.Properties;

/** What people read that is not in the Flow JSON, in one language. */
public final class Texts {

    private final Properties texts;
    private final Locale locale;
    private final DateTimeFormatter day;
    private final DateTimeFormatter moment;

    private Texts(Properties texts, Locale locale) {
        this.texts = texts;
        this.locale = locale;
        this.day = DateTimeFormatter.ofPattern("EEE d MMMM", locale);
        this.moment = DateTimeFormatter.ofPattern("EEEE d MMMM, HH:mm", locale);
    }

    /**
     * Loads the texts of a language.
     *
     * @param language the language
     * @return the texts
     */
    public static Texts in(Language language) {
        var name = "/dev/penstock/examples/booking/texts." + language.tag() + ".properties";
        try (var in = Texts.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException("The resource " + name + " is missing.");
            }
            var texts = new Properties();
            texts.load(new InputStreamReader(in, StandardCharsets.UTF_8));
            return new Texts(texts, language.locale());
        } catch (IOException unreadable) {
            throw new UncheckedIOException("The resource " + name + " cannot be read.", unreadable);
        }
    }

    String text(String key, Object... arguments) {
        var text = texts.getProperty(key);
        if (text == null) {
            throw new IllegalStateException("There is no text \"" + key + "\" for " + locale + ".");
        }
        return arguments.length == 0 ? text : String.format(locale, text, arguments);
    }

    String day(LocalDate date) {
        return day.format(date);
    }

    String time(LocalTime time) {
        return time.toString();
    }

    String moment(TemporalAccessor when) {
        return moment.format(when);
    }

    String price(Price price) {
        var format = NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(price.currency()));
        return format.format(price.cents() / 100.0);
    }

    FlowTexts ofFlow() {
        return new FlowTexts(
                text("failed"),
                text("took-too-long"),
                text("not-available"),
                text("needs-message"),
                text("does-not-fit"));
    }
}
