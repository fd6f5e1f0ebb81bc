package dev.penstock.endpoint;

import static dev.penstock.test.Conversation.dataExchange;
import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.json.StrictJson;
import dev.penstock.test.Conversation;
import dev.penstock.test.TestKeys;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RSAEngine;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.params.RSAKeyParameters;
import org.bouncycastle.util.encoders.Hex;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A request made by Bouncy Castle's own algorithms, and our answer opened by them; nothing here goes through the JDK's
 * cryptography. Where there is {@code openssl}, it wraps the key.
 */
class BouncyCastleRoundTripTest {

    private static final SecureRandom RANDOM = new SecureRandom();

    private final byte[] key = random();
    private final byte[] vector = random();
    private final Conversation conversation = Conversation.with(Flow.named("shop")
            .onScreen(
                    "FORM",
                    request -> NextScreen.of("NEXT")
                            .with(
                                    "greeting",
                                    "Hello " + request.data().string("name").orElse(""))));

    @Test
    void opensWhatBouncyCastleSealsAndSealsWhatItOpens() throws Exception {
        var rsa = new OAEPEncoding(new RSAEngine(), new SHA256Digest(), new SHA256Digest(), new byte[0]);
        var publicKey = TestKeys.CURRENT_PUBLIC.rsaPublicKey();
        rsa.init(true, new RSAKeyParameters(false, publicKey.getModulus(), publicKey.getPublicExponent()));

        assertRoundTrip(rsa.processBlock(key, 0, key.length));
    }

    @Test
    void opensWhatOpensslWraps(@TempDir Path folder) throws Exception {
        ForeignCommand.assumeThere("openssl", "version");
        var publicKey = Files.writeString(folder.resolve("public.pem"), TestKeys.CURRENT_PUBLIC.pem());

        assertRoundTrip(ForeignCommand.run(
                List.of(
                        "openssl",
                        "pkeyutl",
                        "-encrypt",
                        "-pubin",
                        "-inkey",
                        publicKey.toString(),
                        "-pkeyopt",
                        "rsa_padding_mode:oaep",
                        "-pkeyopt",
                        "rsa_oaep_md:sha256",
                        "-pkeyopt",
                        "rsa_mgf1_md:sha256"),
                key));
    }

    private void assertRoundTrip(byte[] wrappedKey) throws InvalidCipherTextException {
        var base64 = Base64.getEncoder();
        var clear = dataExchange("FORM", "{\"name\":\"Zo\u00eb\"}").getBytes(StandardCharsets.UTF_8);
        var body = StrictJson.write(Map.of(
                "encrypted_aes_key", base64.encodeToString(wrappedKey),
                "initial_vector", base64.encodeToString(vector),
                "encrypted_flow_data", base64.encodeToString(gcm(true, vector, clear))));

        var answer = conversation.endpoint.answer(EndpointRequest.of(body, sign(body)));

        assertThat(answer.status()).isEqualTo(200);
        var opened = gcm(false, inverted(), Base64.getDecoder().decode(answer.body()));
        assertThat(new String(opened, StandardCharsets.UTF_8))
                .isEqualTo("{\"screen\":\"NEXT\",\"data\":{\"greeting\":\"Hello Zo\u00eb\"}}");
    }

    private byte[] gcm(boolean encrypt, byte[] vector, byte[] input) throws InvalidCipherTextException {
        var cipher = GCMBlockCipher.newInstance(AESEngine.newInstance());
        cipher.init(encrypt, new AEADParameters(new KeyParameter(key), 128, vector));
        var output = new byte[cipher.getOutputSize(input.length)];
        int written = cipher.processBytes(input, 0, input.length, output, 0);
        cipher.doFinal(output, written);
        return output;
    }

    private static String sign(byte[] body) {
        var mac = new HMac(new SHA256Digest());
        mac.init(new KeyParameter(TestKeys.APP_SECRET.getBytes(StandardCharsets.US_ASCII)));
        mac.update(body, 0, body.length);
        var bytes = new byte[mac.getMacSize()];
        mac.doFinal(bytes, 0);
        return "sha256=" + Hex.toHexString(bytes);
    }

    private byte[] inverted() {
        var inverted = new byte[vector.length];
        for (int i = 0; i < vector.length; i++) {
            inverted[i] = (byte) (255 - (vector[i] & 255));
        }
        return inverted;
    }

    private static byte[] random() {
        var bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return bytes;
    }
}
