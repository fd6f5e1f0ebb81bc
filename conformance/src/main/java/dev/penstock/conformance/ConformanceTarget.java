package dev.penstock.conformance;

import dev.penstock.endpoint.ResponseCheck;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.testing.AnswerData;
import dev.penstock.testing.EndpointAccess;
import dev.penstock.trust.FlowTokenSignature.Policy;
import dev.penstock.trust.RequestSignature;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * The endpoint to judge, and what is known of it. The more is known, the more can be judged.
 *
 * <p>Immutable and thread-safe. Its text never shows a token.
 */
public final class ConformanceTarget {

    /** The flow token with which is asked when none is given. */
    static final String TOKEN_NOBODY_ISSUED = "penstock-conform-token-that-nobody-issued";

    private final Builder parts;

    private ConformanceTarget(Builder parts) {
        this.parts = parts;
    }

    /**
     * Begins a target.
     *
     * @param access where it is, and with which key and secret it is called; without a secret nothing about signatures
     *     can be judged but that they are demanded
     * @return a builder
     */
    public static Builder of(EndpointAccess access) {
        return new Builder(access);
    }

    /** {@return its URL} */
    public URI endpoint() {
        return parts.access.url();
    }

    EndpointAccess access() {
        return parts.access;
    }

    String flowToken() {
        return parts.flowToken.orElse(TOKEN_NOBODY_ISSUED);
    }

    boolean hasFlowToken() {
        return parts.flowToken.isPresent();
    }

    Optional<String> expiredFlowToken() {
        return parts.expiredFlowToken;
    }

    Optional<RequestSignature> previousSignature() {
        return parts.previousSignature;
    }

    Optional<Policy> tokenSignaturePolicy() {
        return parts.tokenSignaturePolicy;
    }

    Optional<ResponseCheck> responseCheck() {
        return parts.responseCheck;
    }

    Optional<FlowJson> flowJson() {
        return parts.flowJson;
    }

    Set<AnswerData> answerData() {
        return parts.answerData;
    }

    Optional<Submission> submission() {
        return parts.submission;
    }

    HttpClient.Version version() {
        return parts.version;
    }

    Duration timeout() {
        return parts.timeout;
    }

    @Override
    public String toString() {
        return "ConformanceTarget[" + parts.access.url() + "]";
    }

    /**
     * A screen and data that the endpoint accepts as a submission.
     *
     * @param screen the screen that is submitted
     * @param data what is submitted
     */
    public record Submission(String screen, Map<String, Object> data) {

        /** Copies the data. */
        public Submission {
            Objects.requireNonNull(screen, "screen");
            data = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(data));
        }

        @Override
        public String toString() {
            return "Submission[" + screen + "]";
        }
    }

    /** Builds a target. Not thread-safe. */
    public static final class Builder {

        private final EndpointAccess access;
        private Optional<String> flowToken = Optional.empty();
        private Optional<String> expiredFlowToken = Optional.empty();
        private Optional<RequestSignature> previousSignature = Optional.empty();
        private Optional<Policy> tokenSignaturePolicy = Optional.empty();
        private Optional<ResponseCheck> responseCheck = Optional.empty();
        private Optional<FlowJson> flowJson = Optional.empty();
        private Set<AnswerData> answerData = EnumSet.allOf(AnswerData.class);
        private Optional<Submission> submission = Optional.empty();
        private HttpClient.Version version = HttpClient.Version.HTTP_1_1;
        private Duration timeout = Duration.ofSeconds(10);

        private Builder(EndpointAccess access) {
            this.access = Objects.requireNonNull(access, "access");
        }

        private Builder(Builder other) {
            this(other.access);
            this.flowToken = other.flowToken;
            this.expiredFlowToken = other.expiredFlowToken;
            this.previousSignature = other.previousSignature;
            this.tokenSignaturePolicy = other.tokenSignaturePolicy;
            this.responseCheck = other.responseCheck;
            this.flowJson = other.flowJson;
            this.answerData = other.answerData;
            this.submission = other.submission;
            this.version = other.version;
            this.timeout = other.timeout;
        }

        /**
         * Sets a flow token that the endpoint accepts.
         *
         * @param flowToken default: one that nobody issued
         * @return this builder
         */
        public Builder flowToken(String flowToken) {
            this.flowToken = Optional.of(flowToken);
            return this;
        }

        /**
         * Sets a flow token that the endpoint issued and no longer accepts.
         *
         * @param flowToken default none
         * @return this builder
         */
        public Builder expiredFlowToken(String flowToken) {
            this.expiredFlowToken = Optional.of(flowToken);
            return this;
        }

        /**
         * Sets the app secret of before a reset, which the endpoint still accepts.
         *
         * @param signature signs with it; default none
         * @return this builder
         */
        public Builder previousSignature(RequestSignature signature) {
            this.previousSignature = Optional.of(signature);
            return this;
        }

        /**
         * Sets whether the endpoint requires a flow token signature.
         *
         * @param policy what it is meant to do; default unknown, so that either is right
         * @return this builder
         */
        public Builder flowTokenSignaturePolicy(Policy policy) {
            this.tokenSignaturePolicy = Optional.of(policy);
            return this;
        }

        /**
         * Judges answers against the Flow JSON.
         *
         * @param check finds what a phone would refuse
         * @return this builder
         */
        public Builder responseCheck(ResponseCheck check) {
            this.responseCheck = Optional.of(check);
            return this;
        }

        /**
         * Gives the Flow JSON, so that what answers leave out of a screen's data can be judged. To judge everything
         * else in them, set {@link #responseCheck} too.
         *
         * @param flow the Flow JSON
         * @return this builder
         */
        public Builder flowJson(FlowJson flow) {
            this.flowJson = Optional.of(flow);
            return this;
        }

        /**
         * Sets what phones make of the data of an answer for a screen that has data already.
         *
         * @param data what is judged; default both, since it is not known of all phones
         * @return this builder
         * @throws IllegalArgumentException if it is empty
         */
        public Builder answerData(Set<AnswerData> data) {
            if (data.isEmpty()) {
                throw new IllegalArgumentException("Merge, replace or both must be chosen.");
            }
            this.answerData = EnumSet.copyOf(data);
            return this;
        }

        /**
         * Sets a submission that the endpoint accepts, so that {@code data_exchange} and {@code BACK} can be judged. It
         * is sent several times.
         *
         * @param screen the screen that is submitted
         * @param data what is submitted
         * @return this builder
         */
        public Builder submission(String screen, Map<String, Object> data) {
            this.submission = Optional.of(new Submission(screen, data));
            return this;
        }

        /**
         * Sets the version of HTTP that is preferred.
         *
         * @param version default HTTP/1.1
         * @return this builder
         */
        public Builder version(HttpClient.Version version) {
            this.version = Objects.requireNonNull(version, "version");
            return this;
        }

        /**
         * Sets how long to wait for an answer.
         *
         * @param timeout default 10 seconds, as WhatsApp waits
         * @return this builder
         */
        public Builder timeout(Duration timeout) {
            this.timeout = Objects.requireNonNull(timeout, "timeout");
            return this;
        }

        /** {@return the target} */
        public ConformanceTarget build() {
            return new ConformanceTarget(new Builder(this));
        }
    }
}
