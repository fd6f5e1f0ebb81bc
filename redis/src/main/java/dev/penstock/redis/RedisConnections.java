package dev.penstock.redis;

import java.net.URI;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import redis.clients.jedis.ConnectionFactory;
import redis.clients.jedis.ConnectionPool;
import redis.clients.jedis.ConnectionPoolConfig;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.Jedis;
import redis.clients.jedis.exceptions.JedisConnectionException;
import redis.clients.jedis.exceptions.JedisException;

/**
 * Connections to one Redis or Valkey, version 7.0 or later, that is no cluster. Thread-safe.
 *
 * <p>Connecting takes a second at most, a command two. Callers wait for a connection of the pool for a second.
 */
public final class RedisConnections implements AutoCloseable {

    private static final int CONNECT_MILLIS = 1_000;
    private static final int COMMAND_MILLIS = 2_000;
    private static final int DEFAULT_PORT = 6379;

    private final ConnectionPool pool;
    private final int replicas;
    private final String name;

    private RedisConnections(Builder builder) {
        var config = DefaultJedisClientConfig.builder()
                .socketTimeoutMillis(COMMAND_MILLIS)
                .database(builder.database())
                .clientName("penstock");
        builder.user.ifPresent(config::user);
        builder.password.ifPresent(config::password);
        var sockets = new RedisSockets(
                builder.uri.getHost(),
                builder.uri.getPort() < 0 ? DEFAULT_PORT : builder.uri.getPort(),
                CONNECT_MILLIS,
                COMMAND_MILLIS,
                builder.context());
        var pooled = new ConnectionPoolConfig();
        pooled.setMaxTotal(builder.connections);
        pooled.setMaxIdle(builder.connections);
        pooled.setMaxWait(Duration.ofMillis(CONNECT_MILLIS));
        pooled.setJmxEnabled(false);
        this.name = "%s:%d".formatted(sockets.host(), sockets.port());
        this.replicas = builder.replicas;
        this.pool = new ConnectionPool(new ConnectionFactory(sockets, config.build()), pooled);
    }

    /**
     * Begins connections.
     *
     * @param uri such as {@code redis://127.0.0.1:6379} or {@code rediss://cache.example.com:6379/1}, with the number
     *     of the database at its end; {@code rediss} is TLS, and the host must be the one in the certificate
     * @return a builder
     * @throws IllegalArgumentException if this is no such URL
     */
    public static Builder builder(URI uri) {
        return new Builder(uri);
    }

    /** How many replicas must have an answer before it is given. */
    int replicas() {
        return replicas;
    }

    /**
     * Asks on one connection, and once more on a new one if that had been closed meanwhile.
     *
     * @param question may be asked twice without harm
     */
    <T> T ask(Function<Jedis, T> question) {
        long begun = System.nanoTime();
        try {
            return askOnce(question);
        } catch (JedisConnectionException broken) {
            if (System.nanoTime() - begun > Duration.ofMillis(CONNECT_MILLIS).toNanos()) {
                throw broken;
            }
            pool.clear();
            return askOnce(question);
        }
    }

    private <T> T askOnce(Function<Jedis, T> question) {
        try (var connection = pool.getResource();
                var jedis = new Jedis(connection)) {
            return question.apply(jedis);
        }
    }

    @Override
    public void close() {
        pool.close();
    }

    @Override
    public String toString() {
        return "RedisConnections[" + name + "]";
    }

    /** Builds connections. Not thread-safe. */
    public static final class Builder {

        private static final Pattern DATABASE = Pattern.compile("(/[0-9]{0,4})?");

        private final URI uri;
        private Optional<String> user = Optional.empty();
        private Optional<String> password = Optional.empty();
        private Optional<SSLContext> tls = Optional.empty();
        private int connections = 16;
        private int replicas;

        private Builder(URI uri) {
            var scheme = uri.getScheme();
            boolean isRedis = "redis".equals(scheme) || "rediss".equals(scheme);
            if (!isRedis
                    || uri.getHost() == null
                    || uri.getRawUserInfo() != null
                    || !DATABASE.matcher(uri.getRawPath()).matches()) {
                throw new IllegalArgumentException("The URL of a Redis is redis://HOST:PORT or rediss://HOST:PORT, with"
                        + " /NUMBER at its end for another database than 0; user and password are given apart.");
            }
            this.uri = uri;
        }

        private int database() {
            return uri.getRawPath().length() < 2
                    ? 0
                    : Integer.parseInt(uri.getRawPath().substring(1));
        }

        private Optional<SSLContext> context() {
            if (!uri.getScheme().equals("rediss")) {
                return Optional.empty();
            }
            try {
                return Optional.of(tls.isPresent() ? tls.get() : SSLContext.getDefault());
            } catch (NoSuchAlgorithmException impossible) {
                throw new IllegalStateException("Every Java platform has TLS.", impossible);
            }
        }

        /**
         * Sets the user of the access control list.
         *
         * @param user default is that of Redis
         * @return this builder
         */
        public Builder user(String user) {
            this.user = Optional.of(user);
            return this;
        }

        /**
         * Sets the password.
         *
         * @param password none by default
         * @return this builder
         */
        public Builder password(String password) {
            this.password = Optional.of(password);
            return this;
        }

        /**
         * Sets whom to trust for {@code rediss}.
         *
         * @param tls default is that of Java
         * @return this builder
         */
        public Builder tls(SSLContext tls) {
            this.tls = Optional.of(tls);
            return this;
        }

        /**
         * Sets how many connections there may be.
         *
         * @param connections at least 1; default 16
         * @return this builder
         */
        public Builder connections(int connections) {
            if (connections < 1) {
                throw new IllegalArgumentException("There must be 1 connection at least.");
            }
            this.connections = connections;
            return this;
        }

        /**
         * Sets how many replicas must have an answer before anybody gets it: all that could take over.
         *
         * @param replicas how many this Redis has, 0 by default; while one of them is away, nothing is answered that
         *     asks a guard on it
         * @return this builder
         */
        public Builder replicas(int replicas) {
            if (replicas < 0) {
                throw new IllegalArgumentException("A Redis has 0 replicas or more.");
            }
            this.replicas = replicas;
            return this;
        }

        /**
         * Connects, and looks whether this Redis can be relied on: that it is version 7.0 or later, no replica and no
         * cluster, and that it evicts nothing.
         *
         * @return the connections
         * @throws UnfitRedisException if it cannot be asked or relied on, in a sentence that says what to change
         */
        public RedisConnections open() {
            Objects.requireNonNull(uri, "uri");
            var opened = new RedisConnections(this);
            try {
                RedisFitness.of(opened).checkThatItEvictsNothing();
                return opened;
            } catch (JedisException away) {
                opened.close();
                throw new UnfitRedisException(
                        "The Redis at %s cannot be asked (%s): check its URL, user and password, and whether it runs."
                                .formatted(opened.name, away.getClass().getSimpleName()),
                        away);
            } catch (UnfitRedisException unfit) {
                opened.close();
                throw unfit;
            }
        }
    }
}
