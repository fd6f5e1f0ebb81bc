package dev.penstock.simulator.phone;

import dev.penstock.testing.EndpointLine;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a session is set up with; made by {@link PhoneSessionBuilder}. */
record PhoneSetup(
        String business,
        ChatMessage message,
        String flowToken,
        Optional<String> flowTokenSignature,
        Optional<String> startScreen,
        Map<String, Object> startData,
        @Nullable EndpointLine line,
        Executor executor,
        InstantSource clock,
        ZoneId zone,
        Duration retryPause,
        MediaShelf media,
        Consumer<Map<String, Object>> completions,
        AnswerRead answers) {

    /** The same phone, after another message has come into its chat. */
    PhoneSetup with(ReceivedFlow received) {
        return new PhoneSetup(
                business,
                received.message(),
                received.flowToken(),
                received.flowTokenSignature(),
                received.startScreen(),
                received.startData(),
                line,
                executor,
                clock,
                zone,
                retryPause,
                media,
                completions,
                answers);
    }
}
