package dev.penstock.simulator.graph;

import java.util.List;

/** What the app gets by webhook, and where. */
record AppSubscription(String callback, List<String> fields) {}
