package dev.penstock.keyring;

/** How far a call to rotate came. */
public enum RotationResult {
    /** Not an end: the next step follows at once. */
    GOING_ON,
    /** The new key is stored, and the servers do not answer under it yet: let them reload, then call again. */
    WAITING_FOR_SERVERS,
    /** The new key is registered, and Meta's signature over it is not good yet: call again later. */
    WAITING_FOR_META,
    /** The new key is the current one everywhere. */
    DONE
}
