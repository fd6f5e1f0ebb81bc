/**
 * What replicas share on PostgreSQL: {@link dev.penstock.postgres.PostgresReplayGuard},
 * {@link dev.penstock.postgres.FlowSessions} by flow token, and {@link dev.penstock.postgres.PostgresWebhookQueue}.
 */
@NullMarked
package dev.penstock.postgres;

import org.jspecify.annotations.NullMarked;
