package dev.penstock.doctor;

import dev.penstock.crypto.BusinessPublicKey;
import dev.penstock.graph.GraphFixture;
import dev.penstock.graph.flows.FlowChanges;
import dev.penstock.graph.flows.Flows;
import dev.penstock.graph.push.LintFinding;
import dev.penstock.id.WabaId;
import dev.penstock.simulator.graph.Fault;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Set-ups that are broken in one place each, with what the doctor has to say about them. */
final class BrokenSetUps {

    private BrokenSetUps() {}

    record Broken(String name, Damage damage, String cause, String cure) {}

    interface Damage {
        void to(Clinic clinic) throws Exception;
    }

    static List<Broken> all() {
        var all = new ArrayList<Broken>();
        keys(all);
        account(all);
        endpoint(all);
        flow(all);
        return all;
    }

    private static void keys(List<Broken> all) {
        all.add(new Broken(
                "wrong passphrase",
                clinic -> clinic.passphrase = "another one".toCharArray(),
                "passphrase",
                "right file and passphrase"));
        all.add(new Broken(
                "key file is gone", clinic -> Files.delete(clinic.keyFile), "private.pem", "penstock keys generate"));
        all.add(new Broken(
                "everybody may read the key",
                clinic -> Files.setPosixFilePermissions(clinic.keyFile, PosixFilePermissions.fromString("rw-r--r--")),
                "others than the owner",
                "chmod 600"));
        all.add(new Broken(
                "another key at Meta",
                clinic -> clinic.graph.emulator.plantKey(
                        "2002", GraphFixture.publicKey(1).pem(), "VALID"),
                "a private key that is not here",
                "keys register"));
        all.add(new Broken(
                "signature mismatch at Meta",
                clinic -> clinic.graph.emulator.plantKey("2001", ours().pem(), "MISMATCH"),
                "signature over it does not match",
                "keys register"));
        all.add(new Broken(
                "PKCS#1 public key at Meta",
                clinic -> clinic.graph.emulator.plantKey(
                        "2001", ours().pem().replace("PUBLIC KEY", "RSA PUBLIC KEY"), "VALID"),
                "PKCS#1",
                "keys register"));
        all.add(new Broken(
                "key damaged by a form",
                clinic -> clinic.graph.emulator.plantKey("2001", ours().pem().substring(0, 200), "VALID"),
                "damaged",
                "keys register"));
        all.add(new Broken(
                "a number without a key",
                clinic -> clinic.graph.emulator.addNumber("1001", "2009", "+1 555 0109"),
                "there is none",
                "keys register"));
    }

    private static void account(List<Broken> all) {
        all.add(new Broken(
                "expired access token",
                clinic -> clinic.graph.emulator.failNext(
                        new Fault.ExpiredToken(), 99, call -> !call.path().isEmpty()),
                "was refused with status 401",
                "new system user access token"));
        all.add(new Broken(
                "app secret of another app",
                clinic -> clinic.appSecret = "fedcba9876543210fedcba9876543210",
                "not the secret of the app",
                "App Dashboard"));
        all.add(new Broken(
                "phone number id in place of the account id",
                clinic -> clinic.account = new WabaId("2001"),
                "was refused with status 400",
                "of the right kind"));
        all.add(new Broken(
                "no app is subscribed to the account",
                clinic -> clinic.graph.emulator.unsubscribe("1001"),
                "no app gets the webhooks",
                "penstock webhooks subscribe --waba 1001"));
        all.add(new Broken(
                "another app is subscribed to the account",
                clinic -> {
                    clinic.graph.emulator.unsubscribe("1001");
                    clinic.graph.emulator.subscribe("1001", "4002");
                },
                "go to app 4002, not to app 4001",
                "penstock webhooks subscribe --waba 1001"));
        all.add(new Broken(
                "not subscribed to the field flows",
                clinic -> clinic.subscribe(clinic.url("/webhook"), Set.of("messages")),
                "not subscribed to flows, so no alert arrives",
                "App Dashboard"));
        all.add(new Broken(
                "not subscribed to the field messages",
                clinic -> clinic.subscribe(clinic.url("/webhook"), Set.of("flows", "message_template_status_update")),
                "not subscribed to messages, so no completion arrives",
                "App Dashboard"));
        all.add(new Broken(
                "webhooks go elsewhere",
                clinic -> clinic.subscribe(URI.create("https://old.example/hook"), Set.of("messages", "flows")),
                "delivers to https://old.example/hook",
                "penstock webhooks subscribe"));
        all.add(new Broken("clock is off", clinic -> clinic.clockOff(Duration.ofMinutes(-9)), "seconds slow", "NTP"));
        all.add(new Broken(
                "webhook refuses the token",
                clinic -> clinic.verifyToken = "something else",
                "refuses the verify token",
                "same verify token"));
        all.add(new Broken(
                "webhook URL is a page",
                clinic -> clinic.webhookPath = "/page",
                "does not answer the verification",
                "URL of the webhook"));
    }

    private static void endpoint(List<Broken> all) {
        all.add(new Broken(
                "server has another secret",
                clinic -> clinic.answering = (body, signature) -> Clinic.Raw.status(432),
                "another app secret",
                "linked to the Flow in both places"));
        all.add(new Broken(
                "server has another key",
                clinic -> clinic.answering = (body, signature) -> Clinic.Raw.status(421),
                "another private key",
                "restart or reload"));
        all.add(answering(
                "answers a JSON object",
                (body, signature) -> Clinic.Raw.ok("{\"response\":\"AAAA\"}"),
                "JSON object",
                "Base64 text alone"));
        all.add(answering(
                "answers quoted Base64",
                (body, signature) -> Clinic.Raw.ok("\"AAAA\""),
                "quotation marks",
                "Base64 text alone"));
        all.add(answering(
                "answers clear text",
                (body, signature) -> new Clinic.Raw(200, "application/json", BadCrypto.ACTIVE),
                "clear text",
                "Encrypt the answer"));
        all.add(answering(
                "answers Base64 that is not encrypted",
                (body, signature) -> Clinic.Raw.ok(Base64.getEncoder().encodeToString(BadCrypto.ACTIVE)),
                "not encrypted",
                "before it is encoded"));
        all.add(answering(
                "answers raw bytes",
                (body, signature) -> Clinic.Raw.ok("not-base64!"),
                "not standard Base64",
                "standard alphabet"));
        all.add(answering(
                "answers a page", (body, signature) -> Clinic.Raw.ok("<html>"), "HTML page", "reverse proxy"));
        all.add(mistake("wrong IV", BadCrypto.Mistake.VECTOR_NOT_INVERTED, "as it came", "Invert every bit"));
        all.add(mistake("12-byte IV", BadCrypto.Mistake.TWELVE_BYTES, "12 bytes", "all 16 bytes"));
        all.add(mistake("wrong AES key", BadCrypto.Mistake.OTHER_KEY, "cannot be decrypted", "unwrapped AES key"));
        all.add(mistake(
                "health check not handled", BadCrypto.Mistake.OTHER_CONTENT, "something else than", "action ping"));
        all.add(answering("fails", (body, signature) -> Clinic.Raw.status(500), "status 500", "log of the endpoint"));
        all.add(answering("redirects", (body, signature) -> Clinic.Raw.status(308), "redirects", "final URL"));
        all.add(new Broken(
                "slow",
                clinic -> {
                    var quick = clinic.answering;
                    clinic.answering = (body, signature) -> {
                        Thread.sleep(1_200);
                        return quick.answer(body, signature);
                    };
                },
                "gives up after 10,000",
                "cold start"));
        all.add(new Broken(
                "accepts forged signatures",
                clinic -> {
                    var signature = dev.penstock.trust.RequestSignature.of(
                            dev.penstock.trust.AppSecrets.of(GraphFixture.APP_SECRET));
                    var strict = clinic.answering;
                    clinic.answering = (body, ignored) -> strict.answer(body, signature.sign(body));
                },
                "forged signature is answered",
                "app secret"));
        all.add(new Broken(
                "500 where 421 belongs",
                clinic -> {
                    var right = clinic.answering;
                    clinic.answering = (body, signature) -> {
                        var answer = right.answer(body, signature);
                        return answer.status() == 421 ? Clinic.Raw.status(500) : answer;
                    };
                },
                "instead of 421",
                "Answer 421"));
        all.add(new Broken(
                "nothing listens",
                clinic -> clinic.endpoint = Optional.of(URI.create("http://127.0.0.1:" + freePort() + "/flow")),
                "nothing listens",
                "Start the server"));
        all.add(new Broken(
                "unknown host",
                clinic -> clinic.endpoint = Optional.of(URI.create("https://no-such-host.invalid/flow")),
                "unknown to DNS",
                "spelling"));
        all.add(new Broken(
                "not https",
                clinic -> clinic.endpoint = Optional.of(URI.create("http://flows.example/flow")),
                "not an https URL",
                "TLS"));
        all.add(new Broken(
                "wrong path",
                clinic -> clinic.endpoint = Optional.of(clinic.url("/nowhere")),
                "no endpoint under this path",
                "path of the URL"));
    }

    private static void flow(List<Broken> all) {
        all.add(new Broken(
                "Flow JSON with errors",
                clinic -> clinic.lint = json -> List.of(new LintFinding(true, "line 3: no such screen")),
                "line 3: no such screen",
                "Repair them"));
        all.add(new Broken(
                "throttled",
                clinic -> clinic.graph.emulator.setFlowStatus(clinic.flow.value(), "THROTTLED"),
                "throttled",
                "Repair the endpoint"));
        all.add(new Broken(
                "blocked",
                clinic -> clinic.graph.emulator.setFlowStatus(clinic.flow.value(), "BLOCKED"),
                "blocked",
                "Repair the endpoint"));
        all.add(new Broken(
                "still a draft",
                clinic -> clinic.graph.emulator.setFlowStatus(clinic.flow.value(), "DRAFT"),
                "it is a draft",
                "flow publish"));
        all.add(new Broken(
                "another endpoint URI at Meta",
                clinic -> Flows.of(clinic.client)
                        .update(
                                clinic.flow,
                                FlowChanges.none().withEndpointUri(URI.create("https://old.example/flow"))),
                "https://old.example/flow",
                "right endpoint URI"));
        all.add(new Broken(
                "the Flow is linked to another app",
                clinic -> Flows.of(clinic.client)
                        .update(clinic.flow, FlowChanges.none().withApplicationId("4002")),
                "app 4002 is linked, but the access token is of app 4001",
                "--app-id 4001"));
        all.add(new Broken(
                "errors that Meta finds",
                clinic -> Flows.of(clinic.client)
                        .uploadJson(
                                clinic.flow, "{\"version\":\"1.0\",\"screens\":[]}".getBytes(StandardCharsets.UTF_8)),
                "Meta finds 2 errors",
                "flow push"));
    }

    private static Broken answering(String name, Clinic.Answering answering, String cause, String cure) {
        return new Broken(name, clinic -> clinic.answering = answering, cause, cure);
    }

    private static Broken mistake(String name, BadCrypto.Mistake mistake, String cause, String cure) {
        return answering(
                name,
                (body, signature) -> Clinic.Raw.ok(BadCrypto.answer(body, GraphFixture.KEYS.getFirst(), mistake)),
                cause,
                cure);
    }

    private static BusinessPublicKey ours() {
        return GraphFixture.publicKey(0);
    }

    private static int freePort() throws Exception {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
