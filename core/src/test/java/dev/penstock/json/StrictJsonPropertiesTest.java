package dev.penstock.json;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class StrictJsonPropertiesTest {

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void whatIsWrittenIsReadAgain(@ForAll("objects") Map<String, Object> object) {
        assertThat(StrictJson.readObject(StrictJson.write(object))).isEqualTo(object);
        assertThat(StrictJson.readObject(StrictJson.writePretty(object))).isEqualTo(object);
        // Where a number was 1.0 or 1e0, the canonical text has 1.
        assertThat(StrictJson.writeCanonical(StrictJson.readObject(StrictJson.writeCanonical(object))))
                .isEqualTo(StrictJson.writeCanonical(object));
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void equalObjectsHaveEqualCanonicalBytes(@ForAll("objects") Map<String, Object> object) {
        assertThat(StrictJson.writeCanonical(reversed(object))).isEqualTo(StrictJson.writeCanonical(object));
    }

    /** The same object with its keys the other way round, at every depth. */
    private static Map<String, Object> reversed(Map<String, Object> object) {
        var keys = new ArrayList<>(object.keySet());
        Collections.reverse(keys);
        var reversed = new LinkedHashMap<String, Object>();
        for (var key : keys) {
            reversed.put(key, reversedValue(object.get(key)));
        }
        return reversed;
    }

    @SuppressWarnings("unchecked")
    private static Object reversedValue(Object value) {
        return switch (value) {
            case Map<?, ?> inner -> reversed((Map<String, Object>) inner);
            case List<?> items ->
                items.stream().map(StrictJsonPropertiesTest::reversedValue).toList();
            default -> value;
        };
    }

    @Provide
    Arbitrary<Map<String, Object>> objects() {
        Arbitrary<Object> scalars = Arbitraries.oneOf(
                Arbitraries.strings().ofMaxLength(20).map(Object.class::cast),
                Arbitraries.of(true, false).map(Object.class::cast),
                Arbitraries.integers().map(Object.class::cast),
                Arbitraries.longs().greaterOrEqual(1L << 31).map(Object.class::cast),
                Arbitraries.bigIntegers()
                        .between(BigInteger.TWO.pow(63), BigInteger.TEN.pow(99))
                        .map(Object.class::cast),
                Arbitraries.doubles().map(Object.class::cast));
        return object(Arbitraries.recursive(() -> scalars, StrictJsonPropertiesTest::nested, 0, 3));
    }

    private static Arbitrary<Object> nested(Arbitrary<Object> values) {
        return Arbitraries.oneOf(
                object(values).map(Object.class::cast),
                values.list().ofMaxSize(3).map(Object.class::cast));
    }

    private static Arbitrary<Map<String, Object>> object(Arbitrary<Object> values) {
        return Arbitraries.maps(Arbitraries.strings().ofMaxLength(10), values).ofMaxSize(4);
    }
}
