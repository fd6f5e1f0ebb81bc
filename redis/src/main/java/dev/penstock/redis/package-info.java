/** What replicas share on Redis or Valkey: {@link dev.penstock.redis.RedisReplayGuard}. */
@NullMarked
package dev.penstock.redis;

import org.jspecify.annotations.NullMarked;
