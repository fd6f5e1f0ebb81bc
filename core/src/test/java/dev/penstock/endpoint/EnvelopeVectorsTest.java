package dev.penstock.endpoint;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class EnvelopeVectorsTest {

    @TestFactory
    Stream<DynamicTest> answersEveryVectorExactly() {
        return EnvelopeVectors.cases().stream()
                .map(vector -> dynamicTest(vector.name(), () -> {
                    var answer = EnvelopeVectors.endpoint(vector).build().answer(vector.request());

                    assertThat(answer.status()).isEqualTo(vector.status());
                    assertThat(new String(answer.body(), StandardCharsets.US_ASCII))
                            .isEqualTo(vector.responseBody());
                }));
    }

    @Test
    void theVectorsAreAllThere() {
        assertThat(EnvelopeVectors.cases()).hasSize(68);
        assertThat(EnvelopeVectors.cases())
                .filteredOn(EnvelopeVectors.Case::opens)
                .hasSize(25);
    }
}
