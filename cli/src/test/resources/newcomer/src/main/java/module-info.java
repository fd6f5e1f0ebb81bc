module com.example.flows {
    requires dev.penstock.server;
}
