package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.penstock.FlowRequest;
import dev.penstock.MalformedRequestException;
import dev.penstock.crypto.EncryptedRequest;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import java.nio.charset.StandardCharsets;
import java.util.function.Consumer;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Parsers of what others send: they return, or throw a MalformedRequestException, whatever they are given. */
class ParserPropertiesTest {

    private static final byte[] ENCRYPTED =
            Phone.create().seal(Conversation.PING).request().body();
    private static final byte[] CLEAR = """
            {"version":"4.0","action":"data_exchange","screen":"FORM","flow_token":"t-1","flow_token_signature":"h.p.s",
            "data":{"a":[1,-2.5e3,true,null,{"b":"\\u00e9\\n"}]},"x":{"y":[[]]}}""".getBytes(StandardCharsets.UTF_8);

    @Property(tries = 1_000)
    void randomBytesAreMalformed(@ForAll byte[] bytes) {
        assertReturnsOrIsMalformed(EncryptedRequest::parse, bytes);
        assertReturnsOrIsMalformed(FlowRequest::parse, bytes);
    }

    @Property(tries = 2_000)
    void damagedEncryptedRequestsAreReadOrMalformed(@ForAll("damage") Damage damage) {
        assertReturnsOrIsMalformed(EncryptedRequest::parse, damage.to(ENCRYPTED));
    }

    @Property(tries = 4_000)
    void damagedClearRequestsAreReadOrMalformed(@ForAll("damage") Damage damage) {
        assertReturnsOrIsMalformed(FlowRequest::parse, damage.to(CLEAR));
    }

    private static void assertReturnsOrIsMalformed(Consumer<byte[]> parser, byte[] bytes) {
        var thrown = catchThrowable(() -> parser.accept(bytes));

        assertThat(thrown)
                .satisfiesAnyOf(
                        none -> assertThat(none).isNull(),
                        malformed -> assertThat(malformed).isExactlyInstanceOf(MalformedRequestException.class));
    }

    @Provide
    Arbitrary<Damage> damage() {
        var text = Arbitraries.of(
                "{", "}", "[", "]", "\"", ",", ":", "\\", "\\ud800", "null", "1e999", "-", "\u0000", "\n");
        return Combinators.combine(
                        Arbitraries.integers().between(0, 10_000),
                        Arbitraries.integers().between(0, 10),
                        Arbitraries.oneOf(text, Arbitraries.strings().ofMaxLength(8)))
                .as(Damage::new);
    }

    /** Cuts out some bytes somewhere and puts others in. */
    record Damage(int position, int cut, String insert) {

        byte[] to(byte[] bytes) {
            int from = position % bytes.length;
            int to = Math.min(bytes.length, from + cut);
            var inserted = insert.getBytes(StandardCharsets.UTF_8);
            var damaged = new byte[bytes.length - (to - from) + inserted.length];
            System.arraycopy(bytes, 0, damaged, 0, from);
            System.arraycopy(inserted, 0, damaged, from, inserted.length);
            System.arraycopy(bytes, to, damaged, from + inserted.length, bytes.length - to);
            return damaged;
        }
    }
}
