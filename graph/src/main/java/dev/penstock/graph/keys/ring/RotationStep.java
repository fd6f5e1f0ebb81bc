package dev.penstock.graph.keys.ring;

/** How far the rotation of a key has come. Each step is on disk before the next begins. */
public enum RotationStep {
    /** No rotation is under way. */
    IDLE,
    /** The new key is made and stored; servers begin to serve both. */
    STORED,
    /** Servers answer under both keys. */
    SERVED,
    /** The new key is registered for all numbers. */
    REGISTERED
}
