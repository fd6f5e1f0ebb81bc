package dev.penstock.graph;

/**
 * A system user access token, the secret that opens the Graph API.
 *
 * <p>There is no way to read it back, and {@link #toString()} shows nothing of it. Immutable and thread-safe.
 */
public final class AccessToken {

    private static final int MIN_LENGTH = 8;
    private static final int MAX_LENGTH = 4_096;

    private final String token;

    private AccessToken(String token) {
        this.token = token;
    }

    /**
     * Wraps a token.
     *
     * @param token the token as Meta's Business settings show it: 8 to 4,096 printable ASCII characters without spaces
     * @return the token
     * @throws IllegalArgumentException if it cannot be an access token
     */
    public static AccessToken of(String token) {
        if (token.length() < MIN_LENGTH || token.length() > MAX_LENGTH) {
            throw new IllegalArgumentException("An access token has %d to %d characters, this one has %d."
                    .formatted(MIN_LENGTH, MAX_LENGTH, token.length()));
        }
        // A line end inside would end up in an HTTP header.
        if (!token.chars().allMatch(c -> c > ' ' && c < 0x7f)) {
            throw new IllegalArgumentException(
                    "The access token holds a space, a line end or another character that no token has:"
                            + " copy it again, without the line end of the file.");
        }
        return new AccessToken(token);
    }

    /** The value of the Authorization header. */
    String authorization() {
        return "Bearer " + token;
    }

    /** The bare text, to be hashed for {@code appsecret_proof} and to be removed from error texts. */
    String text() {
        return token;
    }

    @Override
    public String toString() {
        return "AccessToken[hidden]";
    }
}
