package io.aula.gateway.executor;

import java.util.List;
import java.util.function.Function;

/** Names in bytes that are looked for together. A {@link Layout} knows them again by identity, so they are made once a plan. */
final class Names {

    private final byte[][] names;

    private Names(byte[][] names) {
        this.names = names;
    }

    static <T> Names of(List<T> list, Function<? super T, byte[]> name) {
        var names = new byte[list.size()][];
        for (var i = 0; i < names.length; i++) {
            names[i] = name.apply(list.get(i));
        }
        return new Names(names);
    }

    int count() {
        return names.length;
    }

    byte[] get(int i) {
        return names[i];
    }
}
