package dev.penstock.cli;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import picocli.CommandLine;

/** Command lines to begin with, at the end of each help. */
final class Examples {

    static final String HEADING = "%nExamples:%n";

    private static final Map<String, List<String>> BY_COMMAND = new TreeMap<>();

    static {
        of(
                "penstock",
                "demo",
                "serve http://127.0.0.1:3000/flow",
                "flow check booking.json",
                "call http://127.0.0.1:8080/flows/appointments --ping");
        of("penstock help", "help", "help call");
        of("penstock completion", "completion bash", "completion fish");
        of("penstock man", "man share/man/man1");
        of("penstock demo", "demo", "demo --port 9000 --open", "demo --once --verbose");
        of(
                "penstock serve",
                "serve http://127.0.0.1:3000/flow",
                "serve http://127.0.0.1:3000/flow --flow-json booking.json --dev --open",
                "serve --config penstock.yaml",
                "serve --check --config penstock.yaml");
        of("penstock tenants", "tenants list");
        of("penstock tenants help", "tenants help add");
        of("penstock tenants init", "tenants init secrets/key-encryption-key");
        of(
                "penstock tenants add",
                "tenants add acme --flow booking --backend https://acme.example.com/flow --flow-json booking.json"
                        + " --app-secret-file acme.app-secret",
                "tenants add acme --flow booking --backend https://acme.example.com/flow --flow-json booking.json"
                        + " --app-secret-file acme.app-secret --waba 1001 --endpoint https://flows.example.com");
        of("penstock tenants list", "tenants list --config penstock.yaml", "tenants list -o json");
        of("penstock tenants show", "tenants show acme");
        of("penstock tenants remove", "tenants remove acme --yes");
        of("penstock tenants rotate", "tenants rotate acme", "tenants rotate acme --finish", "tenants rotate --seals");
        of("penstock init", "init", "init gateway --backend http://127.0.0.1:3000/flow --flow booking");
        of(
                "penstock dev",
                "dev --flow-json booking.json --url http://127.0.0.1:8080/flows/appointments",
                "dev --flow-json booking.json --url http://127.0.0.1:8080/flows/appointments --flow-name"
                        + " appointments --port 9000",
                "dev --flow-json booking.json --url http://127.0.0.1:8080/flows/appointments --graph-port 9001");
        of(
                "penstock play",
                "play booking.yaml --url http://127.0.0.1:8080/flows/appointments",
                "play *.yaml --url http://127.0.0.1:8080/flows/appointments --flow-name appointments --junit"
                        + " report.xml");
        of(
                "penstock call",
                "call http://127.0.0.1:8080/flows/appointments --ping",
                "call http://127.0.0.1:8080/flows/appointments --init --flow-name appointments",
                "call http://127.0.0.1:8080/flows/appointments --screen DETAILS --set name=Ada --set guests:=2",
                "call http://127.0.0.1:8080/flows/appointments --screen DETAILS --data @details.json -o json");
        of(
                "penstock conform",
                "conform http://127.0.0.1:8080/flows/appointments",
                "conform http://127.0.0.1:8080/flows/appointments --flow-name appointments --flow-json booking.json",
                "conform http://127.0.0.1:8080/flows/appointments --only signature,actions/ping --junit report.xml",
                "conform --list");
        of(
                "penstock load",
                "load http://127.0.0.1:8080/flows/appointments --rate 100 --duration 60",
                "load http://127.0.0.1:8080/flows/appointments --mix ping=1,init=4 --flow-name appointments"
                        + " --find-limit",
                "load http://127.0.0.1:8080/flows/appointments --scenario booking.yaml --html load.html");
        of(
                "penstock decrypt",
                "decrypt body.json",
                "decrypt body.json --private-key keys/private.pem --passphrase-file passphrase.txt",
                "decrypt body.json --home keys -o json");
        of("penstock keys", "keys generate --no-passphrase", "keys inspect public.pem");
        of("penstock keys help", "keys help generate");
        of(
                "penstock keys generate",
                "keys generate --dir keys --passphrase-file passphrase.txt",
                "keys generate --no-passphrase");
        of(
                "penstock keys inspect",
                "keys inspect public.pem",
                "keys inspect private.pem --passphrase-env KEY_PASSPHRASE -o json");
        of(
                "penstock keys register",
                "keys register --waba 1001 --dir keys",
                "keys register --phone-number-id 2001 --public-key public.pem");
        of("penstock keys status", "keys status --waba 1001 --dir keys", "keys status --waba 1001 -o json");
        of(
                "penstock keys rotate",
                "keys rotate --waba 1001 --endpoint https://flows.example.com/flows/appointments --dir keys"
                        + " --passphrase-file passphrase.txt --app-secret-env APP_SECRET");
        of("penstock keys retire", "keys retire --dir keys");
        of(
                "penstock keys watch",
                "keys watch --waba 1001 --dir keys",
                "keys watch --tenants penstock.yaml",
                "keys watch --waba 1001 --port 8090 --verify-token-env VERIFY_TOKEN --app-secret-env APP_SECRET");
        of("penstock flow", "flow check booking.json", "flow push booking.json --waba 1001 --dry-run");
        of("penstock flow help", "flow help check");
        of("penstock flow check", "flow check booking.json", "flow check *.json --strict -o sarif");
        of("penstock flow show", "flow show booking.json", "flow show booking.json --svg booking.svg");
        of(
                "penstock flow records",
                "flow records booking.json --package com.example.booking",
                "flow records booking.json --package com.example.booking --class Booking --dir src/main/java");
        of(
                "penstock flow openapi",
                "flow openapi booking.json",
                "flow openapi booking.json --title Booking --to booking.openapi.json");
        of(
                "penstock flow push",
                "flow push booking.json --waba 1001 --dry-run",
                "flow push booking.json --waba 1001 --endpoint https://flows.example.com/flows/appointments --publish");
        of("penstock flow list", "flow list --waba 1001", "flow list --waba 1001 -o json");
        of("penstock flow status", "flow status 3001", "flow status booking --waba 1001");
        of("penstock flow preview", "flow preview 3001", "flow preview 3001 --replace");
        of("penstock flow publish", "flow publish 3001", "flow publish booking --waba 1001");
        of("penstock flow deprecate", "flow deprecate 3001 --yes");
        of(
                "penstock flow funnel",
                "flow funnel booking --database jdbc:postgresql://127.0.0.1/penstock --since 2026-11-01",
                "flow funnel booking --database jdbc:postgresql://127.0.0.1/penstock --svg funnel.svg");
        of("penstock template", "template list --waba 1001");
        of("penstock template help", "template help create");
        of("penstock webhooks", "webhooks subscribe --waba 1001");
        of("penstock webhooks help", "webhooks help subscribe");
        of(
                "penstock webhooks subscribe",
                "webhooks subscribe --waba 1001",
                "webhooks subscribe --waba 1001 --callback https://flows.example.com/webhooks --verify-token-env"
                        + " VERIFY_TOKEN --app-secret-env APP_SECRET");
        of(
                "penstock events",
                "events list",
                "events list --database jdbc:postgresql://127.0.0.1/penstock --database-user penstock");
        of("penstock events help", "events help retry");
        of(
                "penstock events list",
                "events list --config penstock.yaml",
                "events list --database jdbc:postgresql://127.0.0.1/penstock --destination crm --content -o json");
        of(
                "penstock events retry",
                "events retry --database jdbc:postgresql://127.0.0.1/penstock --destination crm --all");
        of(
                "penstock events drop",
                "events drop --database jdbc:postgresql://127.0.0.1/penstock --destination crm --all --yes");
        of("penstock answers", "answers list --database jdbc:postgresql://127.0.0.1/penstock --database-user penstock");
        of("penstock answers help", "answers help export");
        of(
                "penstock answers list",
                "answers list --database jdbc:postgresql://127.0.0.1/penstock --flow booking --since 2026-11-01",
                "answers list --database jdbc:postgresql://127.0.0.1/penstock --person +15550100"
                        + " --key-encryption-key-file key-encryption-key -o json");
        of(
                "penstock answers export",
                "answers export --database jdbc:postgresql://127.0.0.1/penstock --csv --file answers.csv",
                "answers export --database jdbc:postgresql://127.0.0.1/penstock --jsonl --flow booking --raw");
        of(
                "penstock answers erase",
                "answers erase --database jdbc:postgresql://127.0.0.1/penstock --person +15550100",
                "answers erase --database jdbc:postgresql://127.0.0.1/penstock --person US.13491208655302741918 --yes");
        of(
                "penstock doctor",
                "doctor --dir keys --endpoint https://flows.example.com/flows/appointments --app-secret-env APP_SECRET",
                "doctor --dir keys --waba 1001 --flow 3001 --flow-json booking.json -o json");
        of(
                "penstock top",
                "top",
                "top http://10.0.0.7:8081 http://10.0.0.8:8081 --interval 10",
                "top --once -o json",
                "top --once --since-start");
        of("penstock speed", "speed", "speed --seconds 30 -o json");
    }

    private Examples() {}

    private static void of(String command, String... lines) {
        BY_COMMAND.put(
                command, Stream.of(lines).map(line -> "  penstock " + line).toList());
    }

    /** Puts them at the end of the help of a command, and of those below it; those that have their own keep them. */
    static void addTo(CommandLine command) {
        var spec = command.getCommandSpec();
        var lines = BY_COMMAND.getOrDefault(spec.qualifiedName(), List.of()).stream()
                .filter(line -> Penstock.hasPhone() || !line.matches(".*( demo| --dev| --scenario).*"))
                .toList();
        if (!lines.isEmpty()) {
            spec.usageMessage().footerHeading(HEADING).footer(lines.toArray(String[]::new));
        }
        command.getSubcommands().values().forEach(Examples::addTo);
    }
}
