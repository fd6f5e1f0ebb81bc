package dev.penstock.examples.booking.database;

import java.net.URI;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

/**
 * Where a PostgreSQL server is and who we are there.
 *
 * <p>Never shown: the password. {@link #toString()} names host and database only.
 *
 * @param jdbcUrl without user and password
 * @param user empty for the driver's default
 * @param password empty if there is none
 */
public record DatabaseSettings(String jdbcUrl, Optional<String> user, Optional<String> password) {

    /**
     * Reads {@code DATABASE_URL} ({@code postgres://user:password@host:port/name?sslmode=require}, or a JDBC URL),
     * otherwise {@code PGHOST}, {@code PGPORT}, {@code PGDATABASE}, {@code PGUSER}, {@code PGPASSWORD} and
     * {@code PGSSLMODE}.
     *
     * @param environment usually {@link System#getenv()}
     * @return the settings; empty if neither {@code DATABASE_URL} nor {@code PGHOST} is set
     * @throws IllegalArgumentException if they cannot be understood, in a sentence that says what helps
     */
    public static Optional<DatabaseSettings> fromEnv(Map<String, String> environment) {
        var url = environment.getOrDefault("DATABASE_URL", "");
        if (!url.isEmpty()) {
            return Optional.of(parse(url));
        }
        var host = environment.getOrDefault("PGHOST", "");
        if (host.isEmpty()) {
            return Optional.empty();
        }
        var user = Optional.ofNullable(environment.get("PGUSER"));
        var jdbcUrl = jdbcUrl(
                host,
                environment.getOrDefault("PGPORT", "5432"),
                environment.getOrDefault("PGDATABASE", user.orElse("postgres")),
                Optional.ofNullable(environment.get("PGSSLMODE")).map(mode -> "sslmode=" + mode));
        return Optional.of(new DatabaseSettings(jdbcUrl, user, Optional.ofNullable(environment.get("PGPASSWORD"))));
    }

    /**
     * Reads a URL.
     *
     * @param url {@code postgres://…}, {@code postgresql://…} or {@code jdbc:postgresql://…}
     * @return the settings
     * @throws IllegalArgumentException if it is none of them; the message does not quote it, since it may hold a
     *     password
     */
    public static DatabaseSettings parse(String url) {
        if (url.startsWith("jdbc:postgresql:")) {
            return new DatabaseSettings(url, Optional.empty(), Optional.empty());
        }
        URI uri;
        try {
            uri = URI.create(url);
        } catch (IllegalArgumentException malformed) {
            throw notUnderstood();
        }
        boolean isPostgres = "postgres".equals(uri.getScheme()) || "postgresql".equals(uri.getScheme());
        if (!isPostgres || uri.getHost() == null) {
            throw notUnderstood();
        }
        var port = uri.getPort() < 0 ? "5432" : String.valueOf(uri.getPort());
        var path = Optional.ofNullable(uri.getPath()).orElse("");
        var name = path.length() > 1 ? path.substring(1) : "postgres";
        var jdbcUrl = jdbcUrl(uri.getHost(), port, name, Optional.ofNullable(uri.getRawQuery()));
        var userInfo = Optional.ofNullable(uri.getRawUserInfo()).orElse("");
        int colon = userInfo.indexOf(':');
        var user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        var password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return new DatabaseSettings(jdbcUrl, decoded(user), decoded(password));
    }

    private static IllegalArgumentException notUnderstood() {
        return new IllegalArgumentException(
                "DATABASE_URL is not of the form postgres://user:password@host:5432/name: correct it, or set PGHOST,"
                        + " PGUSER, PGPASSWORD and PGDATABASE instead.");
    }

    private static String jdbcUrl(String host, String port, String name, Optional<String> query) {
        return "jdbc:postgresql://%s:%s/%s%s"
                .formatted(host, port, name, query.map(q -> "?" + q).orElse(""));
    }

    private static Optional<String> decoded(String text) {
        return Optional.of(text)
                .filter(t -> !t.isEmpty())
                .map(t -> URLDecoder.decode(t.replace("+", "%2B"), StandardCharsets.UTF_8));
    }

    /**
     * {@return all of it in one {@code postgres://} URL as {@link #parse} reads it, the password included: for a
     * variable of a process, not for people}
     */
    public String url() {
        var login = user.map(name -> encoded(name)
                        + password.map(secret -> ":" + encoded(secret)).orElse("") + "@")
                .orElse("");
        return jdbcUrl.replaceFirst("^jdbc:postgresql://", "postgres://" + login);
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    /** {@return what the driver needs to know besides the URL} */
    Properties properties() {
        var properties = new Properties();
        user.ifPresent(name -> properties.setProperty("user", name));
        password.ifPresent(secret -> properties.setProperty("password", secret));
        return properties;
    }

    @Override
    public String toString() {
        int query = jdbcUrl.indexOf('?');
        return query < 0 ? jdbcUrl : jdbcUrl.substring(0, query);
    }
}
