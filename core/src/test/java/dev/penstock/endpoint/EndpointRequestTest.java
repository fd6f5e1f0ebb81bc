package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.penstock.Flow;
import dev.penstock.NextScreen;
import dev.penstock.test.Conversation;
import dev.penstock.test.Phone;
import java.net.http.HttpHeaders;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.Vector;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Requests made from the headers of whatever HTTP server there is. */
class EndpointRequestTest {

    private static final String NAME = "X-Hub-Signature-256";

    private final Conversation shop = Conversation.with(Flow.named("shop").onInit(request -> NextScreen.of("FIRST")));

    private int statusOfPing(Function<String, Function<String, ? extends Object>> headersForSignature) {
        Phone.Sealed ping = shop.phone.seal(Conversation.PING);
        return shop.status(EndpointRequest.of(
                ping.request().body(), headersForSignature.apply(ping.request().signature())));
    }

    @TestFactory
    Stream<DynamicTest> theSignatureIsFoundWhateverHoldsTheHeaders() {
        var ways = new LinkedHashMap<String, Function<String, Function<String, ? extends Object>>>();
        ways.put("a map with the usual name", right -> Map.of(NAME, right)::get);
        ways.put("a map with names in lower case", right -> Map.of("x-hub-signature-256", right)::get);
        ways.put("a map that does not care for case", right -> {
            var map = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
            map.put("x-HUB-signature-256", right);
            return map::get;
        });
        ways.put("a map of lists", right -> Map.of(NAME, List.of(right))::get);
        ways.put("a list with a null beside the value", right -> name -> Arrays.asList(null, right));
        ways.put("the first value of the JDK's headers", right -> jdk(right)::firstValue);
        ways.put("all values of the JDK's headers", right -> jdk(right)::allValues);
        ways.put("an enumeration, as servlets have it", right -> {
            var values = new Vector<>(List.of(right));
            return name -> name.equalsIgnoreCase(NAME) ? values.elements() : Collections.emptyEnumeration();
        });
        ways.put("an array", right -> name -> name.equals(NAME) ? new String[] {right} : new String[0]);
        ways.put("both spellings with the same value", right -> Map.of(NAME, right, "x-hub-signature-256", right)::get);
        return ways.entrySet().stream()
                .map(way -> dynamicTest(
                        way.getKey(),
                        () -> assertThat(statusOfPing(way.getValue())).isEqualTo(200)));
    }

    private static HttpHeaders jdk(String signature) {
        return HttpHeaders.of(Map.of(NAME, List.of(signature)), (name, value) -> true);
    }

    @TestFactory
    Stream<DynamicTest> aMissingHeaderIsAWrongSignature() {
        var nulls = new HashMap<String, Object>();
        nulls.put(NAME, null);
        var ways = new LinkedHashMap<String, Function<String, ? extends Object>>();
        ways.put("no headers at all", new HashMap<String, String>()::get);
        ways.put("others only", Map.of("Content-Type", "application/json")::get);
        ways.put("null under the name", nulls::get);
        ways.put("no list", new HashMap<String, List<String>>()::get);
        ways.put("an empty list", name -> List.of());
        ways.put("a list of null", name -> Collections.singletonList(null));
        ways.put("nothing in the JDK's headers", HttpHeaders.of(Map.of(), (name, value) -> true)::firstValue);
        ways.put("an empty optional", name -> Optional.empty());
        ways.put("an empty text", name -> "");
        return ways.entrySet().stream()
                .map(way -> dynamicTest(
                        way.getKey(),
                        () -> assertThat(statusOfPing(right -> way.getValue())).isEqualTo(432)));
    }

    @TestFactory
    Stream<DynamicTest> severalSignaturesProveNothingEvenIfOneIsRight() {
        var ways = new LinkedHashMap<String, Function<String, Function<String, ? extends Object>>>();
        var wrong = "sha256=" + "0".repeat(64);
        ways.put("the right one first", right -> name -> List.of(right, wrong));
        ways.put("the right one last", right -> name -> List.of(wrong, right));
        ways.put("the same twice", right -> name -> List.of(right, right));
        ways.put("joined by a proxy", right -> name -> right + ", " + wrong);
        ways.put("in different case", right -> Map.of(NAME, right, "x-hub-signature-256", wrong)::get);
        return ways.entrySet().stream()
                .map(way -> dynamicTest(
                        way.getKey(),
                        () -> assertThat(statusOfPing(way.getValue())).isEqualTo(432)));
    }

    @Test
    void aLookupThatGivesNoTextIsAMistakeThatIsNamed() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> EndpointRequest.of(new byte[0], name -> 7))
                .withMessageContaining("java.lang.Integer");
    }

    @Test
    void onlyTheSignatureIsAskedFor() {
        var asked = new ArrayList<String>();

        EndpointRequest.of(new byte[0], name -> {
            asked.add(name);
            return null;
        });

        assertThat(asked).isNotEmpty().allMatch(NAME::equalsIgnoreCase);
    }
}
