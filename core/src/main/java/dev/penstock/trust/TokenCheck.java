package dev.penstock.trust;

import java.time.Instant;
import java.util.Objects;

/** What came of verifying a flow token that {@link FlowTokens} may have issued. */
public sealed interface TokenCheck {

    /**
     * The token was issued by us, for this Flow, and is in force.
     *
     * @param subject who it was issued for
     * @param expires when it expires
     */
    record Verified(String subject, Instant expires) implements TokenCheck {

        /** Creates the outcome. */
        public Verified {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(expires, "expires");
        }

        @Override
        public String toString() {
            return "Verified[expires=" + expires + "]";
        }
    }

    /**
     * The token was issued by us for this Flow and has expired.
     *
     * @param subject who it was issued for
     * @param expired when it expired
     */
    record Expired(String subject, Instant expired) implements TokenCheck {

        /** Creates the outcome. */
        public Expired {
            Objects.requireNonNull(subject, "subject");
            Objects.requireNonNull(expired, "expired");
        }

        @Override
        public String toString() {
            return "Expired[expired=" + expired + "]";
        }
    }

    /** The token was issued by us, for another Flow. */
    enum OtherFlow implements TokenCheck {
        /** The one instance. */
        INSTANCE
    }

    /** The token was not issued by us: another sender's, {@code unused}, damaged, or made up. */
    enum Forged implements TokenCheck {
        /** The one instance. */
        INSTANCE
    }
}
