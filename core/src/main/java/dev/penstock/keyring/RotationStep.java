package dev.penstock.keyring;

/** How far the rotation of a key has come. Each step is on disk before the next begins. */
public enum RotationStep {
    /** No rotation is under way. */
    IDLE("no rotation is under way"),
    /** The new key is made and stored; servers begin to serve both. */
    STORED("the new key is stored"),
    /** Servers answer under both keys. */
    SERVED("the endpoint answers under both keys"),
    /** The new key is registered for all numbers. */
    REGISTERED("the new key is registered for all numbers");

    private final String words;

    RotationStep(String words) {
        this.words = words;
    }

    /** {@return what has come about, for people: a clause without a full stop} */
    public String inWords() {
        return words;
    }
}
