package io.aula.identity.account.throttle;

import io.aula.platform.http.SignedAddress;
import java.net.InetAddress;

/** Where an attempt to sign in comes from. */
public sealed interface Origin {
    /** What failures are counted under. */
    String key();

    /** A device that has signed in to this very account before; its id is its own secret. */
    record KnownDevice(String id) implements Origin {
        @Override
        public String key() {
            return "device:" + id;
        }
    }

    /** Everybody else, by the network they come from. */
    record Network(String prefix) implements Origin {
        public static Network of(InetAddress address) {
            return new Network(SignedAddress.network(address));
        }

        @Override
        public String key() {
            return "network:" + prefix;
        }
    }
}
