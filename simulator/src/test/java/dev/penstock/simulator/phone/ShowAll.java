package dev.penstock.simulator.phone;

import dev.penstock.flowjson.FlowJson;
import java.nio.file.Path;

final class ShowAll {
    public static void main(String[] args) throws Exception {
        FlowJson flow = FlowJson.load(Path.of(args[0]));
        String first = args.length > 1 ? args[1] : flow.screens().getFirst().id();
        var session = PhoneSession.builder(flow)
                .business("Penstock Clinic")
                .message("Hello Ada, book your appointment here. It takes one minute.", "Book now")
                .startOn(first, ExampleData.of(flow.screen(first).orElseThrow()))
                .build();
        if (args.length > 2) session.apply(new PhoneEvent.Open());
        var page = PhonePage.builder(session).flowName(args[0]).start();
        System.out.println(page.uri());
        Thread.sleep(3_600_000);
    }
}
