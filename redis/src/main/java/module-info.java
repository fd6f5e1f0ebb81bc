/** A replay guard that replicas share on Redis or Valkey. */
module dev.penstock.redis {
    requires transitive dev.penstock;
    requires org.apache.commons.pool2;
    requires org.slf4j;
    requires redis.clients.jedis;

    exports dev.penstock.redis;
}
