package dev.penstock.gateway.backend;

import dev.penstock.FlowData;
import java.util.Objects;
import java.util.Optional;

/** What a backend answers. {@link BackendAnswerReader} reads it from JSON. */
public sealed interface BackendAnswer {

    /**
     * The next screen: {@code {"screen": "...", "data": {...}}}.
     *
     * @param screen the id of the screen, not {@code SUCCESS}
     * @param data the data of the screen
     */
    record Next(String screen, FlowData data) implements BackendAnswer {

        /** Refuses null. */
        public Next {
            Objects.requireNonNull(screen, "screen");
            Objects.requireNonNull(data, "data");
        }
    }

    /**
     * The same screen with a message: {@code {"stay": "..."}}. Not for {@code INIT}, where there is no screen yet.
     *
     * @param text the text for the person
     * @param data what else the screen needs, from {@code data} beside {@code stay}; usually empty
     */
    record Stay(String text, FlowData data) implements BackendAnswer {

        /** Refuses null. */
        public Stay {
            Objects.requireNonNull(text, "text");
            Objects.requireNonNull(data, "data");
        }

        @Override
        public String toString() {
            return "Stay[]";
        }
    }

    /**
     * The end of the Flow: {@code {"complete": {...}}}, or Meta's {@code SUCCESS} with
     * {@code extension_message_response.params}.
     *
     * @param params what comes with the completion message, the flow token is added where it is missing; empty for a
     *     Flow that ends without a message
     */
    record Complete(Optional<FlowData> params) implements BackendAnswer {

        /** Refuses null. */
        public Complete {
            Objects.requireNonNull(params, "params");
        }
    }

    /**
     * The flow token is no longer valid: status 427 with {@code {"error_msg": "..."}}.
     *
     * @param text the text for the person
     */
    record InvalidToken(String text) implements BackendAnswer {

        /** Refuses null. */
        public InvalidToken {
            Objects.requireNonNull(text, "text");
        }

        @Override
        public String toString() {
            return "InvalidToken[]";
        }
    }
}
