package io.aula.gateway.edge;

import java.util.concurrent.atomic.AtomicIntegerArray;

/**
 * Lets in who comes for the second time within the last few thousand, so that a cache does not fill with what is asked once
 * (Einziger, Friedman, Manes: TinyLFU, 2017, section 3.4.2). It may take one for another, which costs nothing but a place.
 */
final class Doorkeeper {

    private static final int REMEMBERED = 4_096;

    private final AtomicIntegerArray last = new AtomicIntegerArray(REMEMBERED);

    /** Whether somebody of this hash was here before, as far as is remembered. */
    boolean knows(int hash) {
        var place = (hash ^ hash >>> 16) & REMEMBERED - 1;
        return last.getAndSet(place, hash) == hash;
    }
}
