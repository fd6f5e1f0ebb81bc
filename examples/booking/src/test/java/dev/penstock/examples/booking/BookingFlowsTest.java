package dev.penstock.examples.booking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.penstock.Flow;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.Pairing;
import java.time.InstantSource;
import java.time.ZoneOffset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.postgresql.ds.PGSimpleDataSource;

class BookingFlowsTest {

    @ParameterizedTest
    @EnumSource(Language.class)
    void giveTheDataOfEachScreenOnceSoThatNoAnswerLacksIt(Language language) {
        var flows = BookingFlows.of(new PGSimpleDataSource(), InstantSource.system(), ZoneOffset.UTC, language, () -> {
            throw new AssertionError("Nobody picked a file.");
        });

        for (Flow flow : flows.all()) {
            var document = FlowJson.parse(flows.flowJson(flow));
            assertThat(Pairing.problems(flow, document)).isEmpty();
            assertThat(Pairing.advice(flow, document)).isEmpty();
        }
    }
}
