package dev.penstock.testing;

/**
 * What a phone makes of the data of an answer for a screen that has data already. One client was seen to merge; what
 * others do is not known (docs/reference/protocol.md, section 1.4 and its additions).
 */
public enum AnswerData {
    /** Each key of the answer takes the place of the one before; what the answer leaves out stays. */
    MERGE,
    /** The answer is all that the screen has; what it leaves out is gone. */
    REPLACE
}
