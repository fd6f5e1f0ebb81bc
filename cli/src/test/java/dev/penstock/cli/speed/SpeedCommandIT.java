package dev.penstock.cli.speed;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.DOUBLE;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import dev.penstock.cli.CommandRun;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code penstock speed}, measured for a second; what it says of this machine is not judged, but that it fits together.
 */
class SpeedCommandIT {

    @Test
    void saysWhatEachProviderAndAWholeRequestCost() {
        var run = CommandRun.of("speed", "--seconds", "1");

        assertThat(run.exitCode()).as(run.err()).isZero();
        assertThat(run.out())
                .containsPattern("%d cores\\.".formatted(Runtime.getRuntime().availableProcessors()))
                .containsPattern("(?m)^jdk +[1-9][\\d,]* +\\d+\\.\\d\\d ms +\\d+\\.\\d\\d ms$")
                .containsPattern("(?m)^a whole request +[1-9][\\d,]* +\\d+\\.\\d\\d ms +\\d+\\.\\d\\d ms$")
                .containsOnlyOnce(", chosen")
                .containsPattern("the RSA operation takes [1-9]\\d %");
    }

    @Test
    void tellsProgramsTheSame() {
        var run = CommandRun.of("speed", "--seconds", "1", "-o", "json");

        assertThat(run.exitCode()).as(run.err()).isZero();
        var json = run.json();
        assertThat(json.get("rsa")).asInstanceOf(MAP).containsKey("jdk").containsKey(json.get("fastest"));
        var rsa = (Map<?, ?>) ((Map<?, ?>) json.get("rsa")).get(json.get("fastest"));
        var request = (Map<?, ?>) json.get("request");
        assertThat(rsa.get("per_second")).asInstanceOf(DOUBLE).isGreaterThan(10);
        assertThat(number(request, "processor_microseconds"))
                .as("a request has the RSA operation in it")
                .isGreaterThan(number(rsa, "processor_microseconds") * 0.9);
        assertThat(number(rsa, "p99_microseconds")).isGreaterThanOrEqualTo(number(rsa, "p50_microseconds"));
        assertThat(number(json, "rsa_share_of_request"))
                .isEqualTo(number(rsa, "processor_microseconds") / number(request, "processor_microseconds"));
    }

    @Test
    void measuresOneProviderInAChildProcess() {
        var run = CommandRun.of("speed", "--only-rsa-of", "jdk", "-o", "json");

        assertThat(run.exitCode()).isZero();
        assertThat(number(run.json(), "operations_per_second")).isGreaterThan(10);
        assertThat(CommandRun.of("speed", "--only-rsa-of", "nobody").exitCode()).isEqualTo(1);
    }

    @Test
    void refusesToMeasureForNoTimeOrAllDay() {
        for (var seconds : new String[] {"0", "601"}) {
            var run = CommandRun.of("speed", "--seconds", seconds);

            assertThat(run.exitCode()).isEqualTo(2);
            assertThat(run.err()).contains("--seconds", "it takes a whole number from 1 to 600, not \"" + seconds);
        }
    }

    private static double number(Map<?, ?> object, String name) {
        return ((Number) object.get(name)).doubleValue();
    }
}
