package dev.penstock.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.penstock.id.Recipient;
import dev.penstock.webhook.event.Person;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecipientTest {

    @ParameterizedTest
    @ValueSource(strings = {"15550100", "+15550100", "+1 555-0100", " +1 (555) 01.00 ", "1 555 0100"})
    void takesAPhoneNumberAsPeopleWriteIt(String written) {
        assertThat(Recipient.phoneNumber(written)).isEqualTo(new Recipient.PhoneNumber("15550100"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"US.13491208655302741918", "US.ENT.11815799212886844830", "br.1", " US.1", "US.", "IN.a b"})
    void refusesAUserIdInPlaceOfAPhoneNumber(String userId) {
        assertThatThrownBy(() -> Recipient.phoneNumber(userId))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("user id, not a phone number")
                .hasMessageNotContaining(userId.strip());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "12345", "1234567890123456", "15550100x", "+", "+1+5550100", "wamid.A", "١٢٣٤٥٦٧"})
    void refusesWhatIsNoPhoneNumber(String text) {
        assertThatThrownBy(() -> Recipient.phoneNumber(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("no phone number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"US.13491208655302741918", "US.ENT.11815799212886844830", "BR.a1B2"})
    void takesAUserIdWhole(String id) {
        assertThat(Recipient.userId(id)).isEqualTo(new Recipient.UserId(id));
    }

    @ParameterizedTest
    @ValueSource(strings = {"15550100", "+1 555 0100"})
    void refusesAPhoneNumberInPlaceOfAUserId(String number) {
        assertThatThrownBy(() -> Recipient.userId(number))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("give it as a phone number");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "13491208655302741918x", "USA.1", "us.1", "US.", "US.a-b", "US.1 ", "US."})
    void refusesAUserIdThatIsNotWhole(String id) {
        assertThatThrownBy(() -> Recipient.userId(id))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("Give it whole");
    }

    @Test
    void showsNothingOfAPerson() {
        assertThat(Recipient.phoneNumber("15550100").toString()
                        + Recipient.userId("US.13491208655302741918")
                        + person("15550100", "US.1"))
                .doesNotContain("5550100", "1349120865", "US.1");
    }

    @Test
    void answersAPersonByNumberWhereThereIsOneElseByUserId() {
        assertThat(person("15550100", "US.1").recipient()).contains(Recipient.phoneNumber("15550100"));
        assertThat(person("", "US.1").recipient()).contains(Recipient.userId("US.1"));
        assertThat(new Person(Optional.empty(), Optional.empty(), Optional.of("US.ENT.1"), Optional.empty())
                        .recipient())
                .contains(Recipient.userId("US.ENT.1"));
        assertThat(person("", "").recipient()).isEmpty();
    }

    private static Person person(String number, String userId) {
        return new Person(
                Optional.of(number).filter(text -> !text.isEmpty()),
                Optional.of(userId).filter(text -> !text.isEmpty()),
                Optional.empty(),
                Optional.of("ada"));
    }
}
