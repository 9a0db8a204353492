package io.aula.devstack.supervisor;

import io.aula.devstack.process.Launch;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One thing that runs: what it waits for, how it is prepared, and when it counts as healthy.
 *
 * @param needs what must be healthy before it starts, and stays until it has stopped
 * @param after what is let start first, though neither needs the other
 */
record Component(
        String name,
        List<String> needs,
        List<String> after,
        int port,
        String version,
        Patience startWithin,
        Supplier<Launch> prepare,
        BooleanSupplier ready,
        Runnable onceReady) {

    Component {
        needs = List.copyOf(needs);
        after = List.copyOf(after);
    }
}
