package dev.penstock.redis;

import java.util.HashMap;
import java.util.Map;
import redis.clients.jedis.exceptions.JedisDataException;

/** What a Redis says of itself, and whether it remembers what a guard relies on. */
record RedisFitness(RedisConnections connections, Map<String, String> info) {

    private static final int FIRST_VERSION = 7;

    static RedisFitness of(RedisConnections connections) {
        var info = new HashMap<String, String>();
        connections
                .ask(redis -> redis.info())
                .lines()
                .map(line -> line.split(":", 2))
                .filter(parts -> parts.length == 2)
                .forEach(parts -> info.put(parts[0], parts[1].strip()));
        return new RedisFitness(connections, Map.copyOf(info));
    }

    private String said(String key) {
        return info.getOrDefault(key, "unknown");
    }

    /** What every guard relies on. */
    void checkThatItEvictsNothing() {
        if (said("redis_mode").equals("sentinel")) {
            refuse("This is a Sentinel, which keeps nothing: name the Redis itself, or what stands for its master.");
        }
        if (said("redis_mode").equals("cluster")) {
            refuse("This Redis is part of a cluster, and a guard needs one that is not.");
        }
        if (major() < FIRST_VERSION) {
            refuse("This Redis is version %s, and SET with NX and GET needs 7.0 or later."
                    .formatted(said("redis_version")));
        }
        if (!said("role").equals("master")) {
            refuse("This Redis is a replica: name its master, or what stands for it.");
        }
        if (!said("maxmemory_policy").equals("noeviction")) {
            refuse(("This Redis may evict (maxmemory-policy %s), and would then forget what was answered: set"
                            + " maxmemory-policy noeviction, or use one that serves nothing else.")
                    .formatted(said("maxmemory_policy")));
        }
    }

    /** What a guard of requests relies on beside that: a repetition that is not recognised repeats a nonce. */
    void checkThatItForgetsNothing() {
        if (!said("aof_enabled").equals("1") || !appendfsync().equals("always")) {
            refuse("This Redis forgets answers when it falls over, and a request that is answered twice repeats a"
                    + " nonce: set appendonly yes and appendfsync always, or let requests be recognised elsewhere.");
        }
        int connected = Integer.parseInt(info.getOrDefault("connected_slaves", "0"));
        if (connected != connections.replicas()) {
            refuse(("This Redis has %d replicas, and answers wait for %d: say how many there are (replicas), or one"
                            + " that takes over could have missed an answer.")
                    .formatted(connected, connections.replicas()));
        }
    }

    private String appendfsync() {
        try {
            return connections.ask(redis -> redis.configGet("appendfsync")).getOrDefault("appendfsync", "unknown");
        } catch (JedisDataException notAllowed) {
            throw new UnfitRedisException(
                    "This Redis does not say whether it forgets answers when it falls over: allow its user"
                            + " CONFIG GET, or let requests be recognised elsewhere.",
                    notAllowed);
        }
    }

    private int major() {
        var first = said("redis_version").split("\\.", 2)[0];
        return first.matches("[0-9]{1,4}") ? Integer.parseInt(first) : 0;
    }

    private static void refuse(String sentence) {
        throw new UnfitRedisException(sentence);
    }
}
