package io.aula.devstack.service;

import java.nio.file.Path;

/** Which MongoDB runs here when no address of one was given. */
public sealed interface MongoChoice {

    /** The real server. */
    record Server(Path executable, String version) implements MongoChoice {}

    /** @param why none of the real ones is there, in a few words */
    record StandIn(String why) implements MongoChoice {}

    /** What {@code bin/status} calls it; of the stand-in with what it cannot do. */
    default String name() {
        return switch (this) {
            case Server server -> server.version();
            case StandIn standIn -> Mongo.VERSION + " (" + standIn.why() + "): no transactions, validators or expiry";
        };
    }
}
