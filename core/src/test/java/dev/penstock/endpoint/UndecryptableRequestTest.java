package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.crypto.PrivateKeys;
import dev.penstock.json.StrictJson;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import dev.penstock.test.TestKeys;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Whatever keeps a request from being opened, the answer is the same: a difference would be a decryption oracle. */
class UndecryptableRequestTest {

    private final Conversation conversation =
            Conversation.with(Flow.named("shop").onInit(request -> NextScreen.of("FIRST")));

    @TestFactory
    Stream<DynamicTest> everyReasonIsAnsweredAlike() {
        var stranger = new Phone(BusinessPublicKey.of(PrivateKeys.generate()), TestKeys.APP_SECRET);
        return Map.<String, EndpointRequest>of(
                        "another public key", stranger.seal(Conversation.PING).request(),
                        "one bit of the wrapped key", with("encrypted_aes_key", key -> flip(key, 100)),
                        "wrapped key of 255 bytes", with("encrypted_aes_key", key -> new byte[255]),
                        "wrapped key of 512 bytes", with("encrypted_aes_key", key -> new byte[512]),
                        "wrapped key of zeros", with("encrypted_aes_key", key -> new byte[256]),
                        "no wrapped key", with("encrypted_aes_key", key -> new byte[0]),
                        "another initialization vector", with("initial_vector", vector -> flip(vector, 0)),
                        "one bit of the data", with("encrypted_flow_data", data -> flip(data, 0)),
                        "data shorter than a tag", with("encrypted_flow_data", data -> new byte[15]),
                        "no data", with("encrypted_flow_data", data -> new byte[0]))
                .entrySet()
                .stream()
                .map(request -> dynamicTest(request.getKey(), () -> {
                    var answer = conversation.endpoint.answer(request.getValue());

                    assertThat(answer.status()).isEqualTo(421);
                    assertThat(answer.body()).isEmpty();
                }));
    }

    private EndpointRequest with(String field, UnaryOperator<byte[]> change) {
        var fields = new LinkedHashMap<>(StrictJson.readObject(
                conversation.phone.seal(Conversation.PING).request().body()));
        var changed = change.apply(Base64.getDecoder().decode((String) fields.get(field)));
        fields.put(field, Base64.getEncoder().encodeToString(changed));
        return conversation.phone.sign(StrictJson.write(fields));
    }

    private static byte[] flip(byte[] bytes, int index) {
        bytes[index] ^= 1;
        return bytes;
    }
}
