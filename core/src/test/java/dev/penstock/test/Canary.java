package dev.penstock.test;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.penstock.crypto.PrivateKeys;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Arrays;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What is planted where secrets and texts of people are, and how to look for it. */
public final class Canary {

    /** Of letters and digits, so that it passes wherever a name does, but is no id of a screen. */
    public static final String CANARY = "tweety7f3a";

    public static final String APP_SECRET = CANARY + "-app-secret-0000";

    public static final String PLANTED_DATA =
            "{\"%1$s_field\":\"%1$s\",\"list\":[\"%1$s\",{\"%1$s\":1}]}".formatted(CANARY);

    private Canary() {}

    /** What some screens bind. */
    public record Form(int seats, Map<String, Integer> byName) {}

    public static void assertNothingIn(ThrowingCallable... failing) {
        var keyLines = PrivateKeys.clearPem(TestKeys.CURRENT)
                .lines()
                .filter(line -> !line.startsWith("-----"))
                .toList();
        assertThat(Arrays.asList(failing)).allSatisfy(call -> {
            var thrown = catchThrowable(call);
            assertThat(thrown).isNotNull();
            var text = new StringWriter();
            thrown.printStackTrace(new PrintWriter(text, true));
            assertThat(text.toString()).doesNotContainIgnoringCase(CANARY).doesNotContain(keyLines);
        });
    }
}
