package dev.penstock.examples.booking;

import dev.penstock.Flow;
import dev.penstock.crypto.Keyset;
import dev.penstock.endpoint.FlowEndpoint;
import dev.penstock.endpoint.FlowEndpointBuilder;
import dev.penstock.endpoint.ResponseCheckPolicy;
import dev.penstock.event.EndpointListener;
import dev.penstock.flowjson.FlowJson;
import dev.penstock.flowjson.check.Pairing;
import dev.penstock.flowjson.check.ScreenModels;
import dev.penstock.metrics.PenstockMetrics;
import dev.penstock.postgres.PostgresReplayGuard;
import dev.penstock.server.PenstockServer;
import dev.penstock.server.PenstockServerBuilder;
import dev.penstock.trust.AppSecrets;
import dev.penstock.trust.FlowTokens;
import java.net.URI;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * One replica: both Flows behind their endpoints, {@code /flows/appointments} and {@code /flows/seats}, on one port.
 * Replicas share nothing but the database.
 *
 * <p>Thread-safe. {@link #close()} answers the requests under way; the database is the caller's to close.
 */
public final class BookingServer implements AutoCloseable {

    private final PenstockServer server;

    private BookingServer(PenstockServer server) {
        this.server = server;
    }

    /**
     * Starts a replica on loopback.
     *
     * @param dataSource the database that all replicas share, see {@link BookingDatabase}; it is not asked before a
     *     request is
     * @param flows the Flows
     * @param keyset the business private keys
     * @param appSecrets the secrets with which Meta signs, and the business its {@link FlowTokens}: whoever opens a
     *     Flow needs a flow token that was issued for it under one of these secrets
     * @param port 0 for any that is free
     * @param listener hears what happens at both endpoints
     * @return the running replica
     * @throws dev.penstock.server.ServerStartException if it cannot start
     */
    public static BookingServer start(
            DataSource dataSource,
            BookingFlows flows,
            Keyset keyset,
            AppSecrets appSecrets,
            int port,
            EndpointListener listener) {
        return serve(
                dataSource,
                flows,
                keyset,
                appSecrets,
                server -> server.port(port),
                endpoint -> endpoint.listener(listener));
    }

    /**
     * Starts a replica that logs failures with all they say, for development, and shows its metrics: see
     * {@link FlowEndpointBuilder#revealFailuresForDevelopment}.
     *
     * @param dataSource the database, see {@link BookingDatabase}
     * @param flows the Flows
     * @param keyset the private keys
     * @param appSecrets of the app that is linked to the Flows; a request is answered only with a flow token that was
     *     issued for it under one of these secrets
     * @param port 0 for any that is free
     * @param adminPort of the probes and the metrics; 0 for any that is free
     * @return the running replica
     * @throws dev.penstock.server.ServerStartException if it cannot start
     */
    public static BookingServer startForDevelopment(
            DataSource dataSource, BookingFlows flows, Keyset keyset, AppSecrets appSecrets, int port, int adminPort) {
        return serve(
                dataSource,
                flows,
                keyset,
                appSecrets,
                server -> server.port(port).adminPort(adminPort).metrics(PenstockMetrics.create()),
                FlowEndpointBuilder::revealFailuresForDevelopment);
    }

    private static BookingServer serve(
            DataSource dataSource,
            BookingFlows flows,
            Keyset keyset,
            AppSecrets appSecrets,
            UnaryOperator<PenstockServerBuilder> options,
            UnaryOperator<FlowEndpointBuilder> endpointOptions) {
        var guard = PostgresReplayGuard.of(dataSource);
        var builder = options.apply(PenstockServer.builder());
        for (Flow flow : flows.all()) {
            var document = FlowJson.parse(flows.flowJson(flow));
            Pairing.require(flow, document);
            var endpoint = FlowEndpoint.builder(flow)
                    .keyset(keyset)
                    .appSecrets(appSecrets)
                    .flowTokens(FlowTokens.of(appSecrets))
                    .replayGuard(guard)
                    .responseCheck(ScreenModels.of(document), ResponseCheckPolicy.REFUSE);
            builder.endpoint(endpointOptions.apply(endpoint).build());
        }
        return new BookingServer(builder.start());
    }

    /** {@return where it listens} */
    public URI uri() {
        return server.uri();
    }

    /** {@return where its metrics are, if it shows them} */
    public Optional<URI> metrics() {
        return server.adminUri().map(admin -> admin.resolve("/metrics"));
    }

    /**
     * Returns the URL of a Flow's endpoint.
     *
     * @param flow the name of the Flow
     * @return the URL
     */
    public URI endpoint(String flow) {
        return server.uri().resolve("/flows/" + flow);
    }

    /**
     * Waits until the server has stopped.
     *
     * @throws InterruptedException if the waiting thread is interrupted
     */
    public void join() throws InterruptedException {
        server.join();
    }

    @Override
    public void close() {
        server.close();
    }
}
