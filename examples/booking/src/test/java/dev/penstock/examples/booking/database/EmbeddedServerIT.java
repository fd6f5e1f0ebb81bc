package dev.penstock.examples.booking.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What another user of the machine can do to an embedded server: nothing. */
class EmbeddedServerIT {

    @TempDir
    private Path root;

    private Path home() {
        return root.resolve("home");
    }

    private EmbeddedServer start() {
        return EmbeddedServer.start(home(), OptionalInt.empty());
    }

    private static String ask(EmbeddedServer server, String query) throws SQLException {
        var settings = server.settings();
        try (var connection = DriverManager.getConnection(settings.jdbcUrl(), settings.properties());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next() ? rows.getString(1) : "";
        }
    }

    private static void assertLocked(EmbeddedServer server) throws SQLException {
        var url = "jdbc:postgresql://127.0.0.1:" + server.port() + "/postgres";
        for (var login :
                List.of("?user=postgres", "?user=postgres&password=guess", "?user=root&password=", "?user=nobody")) {
            assertThatThrownBy(() -> DriverManager.getConnection(url + login).close())
                    .as(login)
                    .isInstanceOf(SQLException.class);
        }
        assertThat(ask(server, "SELECT string_agg(DISTINCT auth_method, ',') FROM pg_hba_file_rules"))
                .isEqualTo("scram-sha-256");
        assertThat(ask(server, "SHOW unix_socket_directories")).isEmpty();
        assertThat(ask(server, "SHOW listen_addresses")).isEqualTo("127.0.0.1");
        assertThat(ask(server, "SELECT rolpassword ~ '^SCRAM-SHA-256' FROM pg_authid WHERE rolname = 'postgres'"))
                .isEqualTo("t");
    }

    @Test
    void letsNobodyInWithoutItsPassword() throws Exception {
        try (var server = start();
                var guest = start()) {
            assertLocked(server);
            assertThat(guest.isOwner()).isFalse();
            assertThat(ask(guest, "SELECT 1")).isEqualTo("1");
            assertThat(server.settings().toString())
                    .doesNotContain(server.settings().password().orElseThrow());
            assertThat(DatabaseSettings.parse(server.settings().url())).isEqualTo(server.settings());
        }
        try (var again = start()) {
            assertLocked(again);
        }
        assertThat(Files.readString(home().resolve("postgres.log")))
                .doesNotContain(Files.readString(home().resolve("password")));
    }

    @Test
    void listensOnLoopbackOnly() throws Exception {
        try (var server = start()) {
            var others = NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .filter(address -> !address.isLoopbackAddress() && !address.isLinkLocalAddress())
                    .toList();
            for (InetAddress address : others) {
                assertThatThrownBy(() -> new Socket(address, server.port()).close())
                        .as("%s", address)
                        .isInstanceOf(IOException.class);
            }
        }
    }

    @Test
    void keepsEverythingToItsOwnerWhateverTheModesWereBefore() throws Exception {
        start().close();
        assertThat(openToOthers()).isEmpty();

        for (var name : List.of("", "password", "postgres.log", "owner.lock", "pg_hba.conf")) {
            Files.setPosixFilePermissions(
                    home().resolve(name), PosixFilePermissions.fromString(name.isEmpty() ? "rwxrwxrwx" : "rw-rw-rw-"));
        }
        start().close();
        assertThat(openToOthers()).isEmpty();
    }

    private List<Path> openToOthers() throws IOException {
        var open = new ArrayList<Path>();
        try (Stream<Path> paths = Files.walk(home())) {
            for (var path : paths.filter(path -> !Files.isSymbolicLink(path)).toList()) {
                var mode =
                        PosixFilePermissions.toString(Files.getPosixFilePermissions(path, LinkOption.NOFOLLOW_LINKS));
                if (!mode.endsWith("------")) {
                    open.add(path);
                }
            }
        }
        return open;
    }

    @Test
    void runsNoProgramThatWasChangedOrPlanted() throws Exception {
        var trace = root.resolve("trace");
        start().close();
        var bin = home().resolve("programs/bin");
        for (var name : List.of("postgres", "pg_ctl", "initdb")) {
            plant(bin.resolve(name), trace);
        }
        var extra = Files.writeString(home().resolve("programs/lib/extra.so"), "not ours");

        start().close();

        assertThat(trace).doesNotExist();
        assertThat(extra).doesNotExist();
    }

    @Test
    void runsNoProgramThatWasThereBeforeTheFirstStart() throws Exception {
        var trace = root.resolve("trace");
        var bin = Files.createDirectories(home().resolve("programs/bin"));
        Files.setPosixFilePermissions(home(), PosixFilePermissions.fromString("rwxrwxrwx"));
        for (var name : List.of("postgres", "pg_ctl", "initdb")) {
            plant(bin.resolve(name), trace);
        }

        start().close();

        assertThat(trace).doesNotExist();
    }

    private static void plant(Path program, Path trace) throws IOException {
        Files.deleteIfExists(program);
        Files.writeString(program, "#!/bin/sh\ntouch " + trace + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    }

    @Test
    void doesNotUnpackAgainWhatIsAsItShouldBe() throws Exception {
        start().close();
        var program = home().resolve("programs/bin/postgres");
        var before = Files.readAttributes(program, "unix:ino");

        start().close();

        assertThat(Files.readAttributes(program, "unix:ino")).isEqualTo(before);
        assertThat(ProgramSum.of(home().resolve("programs")))
                .as("the library has other programs than programs.sums says: put this sum there")
                .isEqualTo(ProgramSum.knownHere());
    }

    @Test
    void takesDataThatWasOpenToAllBehindAPassword() throws Exception {
        openToAll().close();
        try (var server = start()) {
            assertThat(ask(server, "SELECT name FROM kept")).isEqualTo("Ada");
            assertLocked(server);
        }
    }

    @Test
    void replacesAServerThatLetsEverybodyInAndWasLeftRunning() throws Exception {
        try (var left = openToAll();
                var server = start()) {
            assertThat(server.isOwner()).isTrue();
            assertThat(ask(server, "SELECT name FROM kept")).isEqualTo("Ada");
            assertLocked(server);
            assertThatThrownBy(() -> left.getPostgresDatabase().getConnection().close())
                    .isInstanceOf(SQLException.class);
        }
    }

    /** As it was in earlier versions. */
    private EmbeddedPostgres openToAll() throws IOException, SQLException {
        Files.createDirectories(home());
        var open = EmbeddedPostgres.builder()
                .setDataDirectory(home().resolve("data"))
                .setCleanDataDirectory(false)
                .start();
        try (var connection = open.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE kept (name text)");
            statement.execute("INSERT INTO kept VALUES ('Ada')");
            statement.execute("ALTER SYSTEM SET listen_addresses = '*'");
            statement.execute("ALTER SYSTEM SET unix_socket_directories = '/tmp'");
        }
        return open;
    }

    @Test
    void findsItsWayBackWhenThePasswordIsAnother() throws Exception {
        start().close();
        Files.writeString(home().resolve("password"), "0123456789abcdef");
        try (var server = start()) {
            assertLocked(server);
        }
        Files.delete(home().resolve("password"));
        try (var server = start()) {
            assertLocked(server);
        }
    }

    @Test
    void anotherUserCanNeitherReadThePasswordNorGetIn() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "Skipped: only root can try as another user.");
        try (var server = start()) {
            Files.setPosixFilePermissions(root, PosixFilePermissions.fromString("rwxr-xr-x"));
            for (var name : List.of("", "password", "data", "programs")) {
                assertThat(asNobody("ls", home().resolve(name).toString() + "/."))
                        .as(name)
                        .isNotZero();
            }
            assertThat(asNobody("cat", home().resolve("password").toString())).isNotZero();
            assertThat(asNobody("true")).isZero();
            assertLocked(server);
        }
    }

    private static int asNobody(String... command) throws IOException, InterruptedException {
        var words = new ArrayList<>(List.of("setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"));
        words.addAll(List.of(command));
        return new ProcessBuilder(words)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    @Test
    void refusesADirectoryOfSomebodyElse() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "Skipped: only root can give a directory away.");
        Files.createDirectories(home());
        assertThat(new ProcessBuilder("chown", "65534", home().toString())
                        .start()
                        .waitFor())
                .isZero();

        assertThatThrownBy(this::start)
                .isInstanceOf(DatabaseException.class)
                .hasMessageContaining("belongs to another user");
    }
}
