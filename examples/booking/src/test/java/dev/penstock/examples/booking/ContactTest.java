package dev.penstock.examples.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.examples.booking.Contact.Invalid;
import dev.penstock.examples.booking.Contact.Problem;
import dev.penstock.examples.booking.Contact.Valid;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ContactTest {

    @Test
    void takesEmojiAndRightToLeftText() {
        assertThat(Contact.check(" علي 👩‍👩‍👧‍👦 ", "a@b.example", "+34 600-000 000", "سطر\nשורה"))
                .isEqualTo(new Valid(new Contact("علي 👩‍👩‍👧‍👦", "a@b.example", "+34 600-000 000", "سطر\nשורה")));
    }

    @Test
    void countsCharactersAsPeopleDo() {
        assertThat(Contact.check("x", "", "", "🫀".repeat(600))).isInstanceOf(Valid.class);
        assertThat(Contact.check("x", "", "", "🫀".repeat(601)))
                .isEqualTo(new Invalid(Map.of("note", Problem.TOO_LONG)));
    }

    @Test
    void refusesLineEndsWhereThereIsOneLine() {
        assertThat(Contact.check("a\nb", "", "", ""))
                .isEqualTo(new Invalid(Map.of("name", Problem.UNUSABLE_CHARACTERS)));
    }
}
