package dev.penstock.graph.push;

/** One thing that a push does, or would do. */
public enum PushStep {
    /** Creates the Flow at Meta. */
    CREATE,
    /** Takes over a Flow of the same name that exists at Meta. */
    ADOPT,
    /** Changes categories, endpoint or app. */
    UPDATE_METADATA,
    /** Uploads the Flow JSON; a published Flow becomes a draft by that, messages already sent keep their version. */
    UPLOAD_JSON,
    /** Publishes it. */
    PUBLISH
}
