package dev.penstock.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.penstock.crypto.EncryptedRequest;
import java.lang.reflect.Modifier;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.Test;

/** Limits are set by their names, so that there can be more of them one day. */
class ServerLimitsTest {

    private static final ServerLimits DEFAULTS = ServerLimits.defaults();

    @Test
    void everyLimitHasANameAndNoPlaceAmongOthers() {
        assertThat(ServerLimits.class.getConstructors())
                .as("nobody can depend on how many there are")
                .isEmpty();
        var methods = Arrays.stream(ServerLimits.class.getDeclaredMethods())
                .filter(method -> Modifier.isPublic(method.getModifiers()) && !Modifier.isStatic(method.getModifiers()))
                .toList();
        var withers = methods.stream().filter(method -> method.getName().startsWith("with"));
        assertThat(withers).hasSize(10).allSatisfy(method -> {
            assertThat(method.getParameterCount()).isEqualTo(1);
            var name = method.getName().substring(4);
            assertThat(methods)
                    .extracting(java.lang.reflect.Method::getName)
                    .contains(name.substring(0, 1).toLowerCase(java.util.Locale.ROOT) + name.substring(1));
        });
    }

    @Test
    void eachChangesOneLimitOfACopy() {
        changes("maxBodyBytes", limits -> limits.withMaxBodyBytes(1_234), ServerLimits::maxBodyBytes, 1_234);
        changes(
                "maxBufferedBytes",
                limits -> limits.withMaxBufferedBytes(1L << 40),
                ServerLimits::maxBufferedBytes,
                1L << 40);
        changes(
                "maxConcurrentRequests",
                limits -> limits.withMaxConcurrentRequests(7),
                ServerLimits::maxConcurrentRequests,
                7);
        changes("maxWaitingRequests", limits -> limits.withMaxWaitingRequests(7), ServerLimits::maxWaitingRequests, 7);
        changes("maxConnections", limits -> limits.withMaxConnections(7), ServerLimits::maxConnections, 7);
        changes("acceptQueue", limits -> limits.withAcceptQueue(7), ServerLimits::acceptQueue, 7);
        var time = Duration.ofMinutes(7);
        changes("requestDeadline", limits -> limits.withRequestDeadline(time), ServerLimits::requestDeadline, time);
        changes("idleTimeout", limits -> limits.withIdleTimeout(time), ServerLimits::idleTimeout, time);
        changes("stopTimeout", limits -> limits.withStopTimeout(time), ServerLimits::stopTimeout, time);
        changes("drainTimeout", limits -> limits.withDrainTimeout(time), ServerLimits::drainTimeout, time);
    }

    private static <T> void changes(
            String name, Function<ServerLimits, ServerLimits> change, Function<ServerLimits, T> read, T expected) {
        var changed = change.apply(DEFAULTS);

        assertThat(read.apply(changed)).isEqualTo(expected);
        assertThat(read.apply(DEFAULTS)).as("the original").isNotEqualTo(expected);
        assertThat(without(changed, name)).as("all others").isEqualTo(without(DEFAULTS, name));
    }

    private static String without(ServerLimits limits, String name) {
        return limits.toString().replaceFirst(name + "=[^,\\]]+", name);
    }

    @Test
    void aBodyThatIsAllowedFindsRoomAmongAllBodies() {
        var limits =
                DEFAULTS.withMaxBodyBytes(1_000).withMaxBufferedBytes(1_000).withMaxBodyBytes(5_000);

        assertThat(limits.maxBufferedBytes()).isEqualTo(5_000);
        assertThat(DEFAULTS.maxBufferedBytes()).isGreaterThanOrEqualTo(EncryptedRequest.MAX_BODY_BYTES);
        refuses(() -> limits.withMaxBufferedBytes(4_999), "maxBufferedBytes is 4999, less than the largest body of");
    }

    @Test
    void refusesWhatWouldServeNobody() {
        for (int none : List.of(0, -1)) {
            refuses(() -> DEFAULTS.withMaxBodyBytes(none), "maxBodyBytes is " + none);
            refuses(() -> DEFAULTS.withMaxConcurrentRequests(none), "maxConcurrentRequests is " + none);
            refuses(() -> DEFAULTS.withMaxWaitingRequests(none), "maxWaitingRequests is " + none);
            refuses(() -> DEFAULTS.withMaxConnections(none), "maxConnections is " + none);
            refuses(() -> DEFAULTS.withAcceptQueue(none), "acceptQueue is " + none);
            refuses(() -> DEFAULTS.withRequestDeadline(Duration.ofSeconds(none)), "requestDeadline is ");
            refuses(() -> DEFAULTS.withIdleTimeout(Duration.ofSeconds(none)), "idleTimeout is ");
        }
        refuses(() -> DEFAULTS.withStopTimeout(Duration.ofSeconds(-1)), "stopTimeout is ");
        refuses(() -> DEFAULTS.withDrainTimeout(Duration.ofSeconds(-1)), "drainTimeout is ");
        assertThat(DEFAULTS.withStopTimeout(Duration.ZERO).stopTimeout()).isZero();
        assertThat(DEFAULTS.withDrainTimeout(Duration.ZERO).drainTimeout()).isZero();
    }

    private static void refuses(ThrowingCallable call, String message) {
        assertThatIllegalArgumentException().isThrownBy(call).withMessageStartingWith(message);
    }

    @Test
    void areEqualIfAllOfThemAre() {
        assertThat(ServerLimits.defaults().withMaxConnections(5))
                .isEqualTo(ServerLimits.defaults().withMaxConnections(5))
                .hasSameHashCodeAs(ServerLimits.defaults().withMaxConnections(5))
                .isNotEqualTo(ServerLimits.defaults());
    }
}
