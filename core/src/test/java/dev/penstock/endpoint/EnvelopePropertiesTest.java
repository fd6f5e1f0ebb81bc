package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.json.StrictJson;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import java.util.Base64;
import java.util.LinkedHashMap;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** What holds for every envelope. */
class EnvelopePropertiesTest {

    private static final Phone PHONE = Phone.create();
    private static final FlowEndpoint ENDPOINT =
            Conversation.with(Flow.named("shop").onInit(request -> NextScreen.of("FIRST"))).endpoint;
    private static final EndpointRequest RIGHT = PHONE.seal(Conversation.PING).request();

    @Example
    void theUnchangedRequestIsAnswered() {
        assertThat(ENDPOINT.answer(RIGHT).status()).isEqualTo(200);
    }

    @Property(tries = 200)
    void openingIsTheInverseOfSealing(@ForAll @Size(max = 5_000) byte[] clear) {
        var sealed = PHONE.seal(clear);

        assertThat(TestKeys.KEYSET
                        .open(EncryptedRequest.parse(sealed.request().body()))
                        .clear())
                .isEqualTo(clear);
    }

    @Property(tries = 200)
    void sealedAnswerIsOpenedByThePhone(@ForAll @Size(max = 5_000) byte[] answer) {
        var sealed = PHONE.seal(Conversation.PING);
        var opened =
                TestKeys.KEYSET.open(EncryptedRequest.parse(sealed.request().body()));

        assertThat(sealed.open(opened.seal(answer)))
                .isEqualTo(new String(answer, java.nio.charset.StandardCharsets.UTF_8));
    }

    /** Meta signs the changed bytes here; on the way from Meta to us the signature would not be right any more. */
    @Property(tries = 600)
    void everyChangedBitIsRefused(@ForAll @IntRange(max = 100_000) int position, @ForAll @IntRange(max = 7) int bit) {
        var body = RIGHT.body().clone();
        body[position % body.length] ^= (byte) (1 << bit);

        assertThat(ENDPOINT.answer(EndpointRequest.of(body, RIGHT.signature())).status())
                .isEqualTo(432);
        assertThat(ENDPOINT.answer(PHONE.sign(body)).status()).isIn(400, 421);
    }

    @Property(tries = 600)
    void everyChangedBitOfTheBinaryFieldsIsUndecryptable(
            @ForAll @IntRange(max = 2) int field, @ForAll @IntRange(max = 100_000) int position) {
        var fields = new LinkedHashMap<>(StrictJson.readObject(RIGHT.body()));
        var name = fields.keySet().stream().toList().get(field);
        var bytes = Base64.getDecoder().decode((String) fields.get(name));
        int bit = position % (bytes.length * 8);
        bytes[bit / 8] ^= (byte) (1 << (bit % 8));
        fields.put(name, Base64.getEncoder().encodeToString(bytes));

        assertThat(ENDPOINT.answer(PHONE.sign(StrictJson.write(fields))).status())
                .isEqualTo(421);
    }
}
