/** The photos and documents that people pick in a Flow: download, check, open. */
module dev.penstock.media {
    requires transitive dev.penstock;
    requires transitive java.net.http;
    requires transitive org.jspecify;
    requires org.slf4j;

    exports dev.penstock.media;
}
