package dev.penstock.postgres;

import dev.penstock.replay.GuardedAnswer;
import java.sql.Date;
import java.time.Instant;
import java.util.UUID;

/** What came of claiming an id. */
sealed interface Claim {

    /** The answer is ours to make. */
    record Mine(UUID claimant, Date day) implements Claim {}

    /** Another is making it, as of the database's clock. */
    record Pending(Instant askedAt) implements Claim {}

    /** It has been made. */
    record Answered(GuardedAnswer answer) implements Claim {}
}
