/** Topics of Kafka as destinations of events: {@link dev.penstock.kafka.KafkaEventDestination}. */
@NullMarked
package dev.penstock.kafka;

import org.jspecify.annotations.NullMarked;
