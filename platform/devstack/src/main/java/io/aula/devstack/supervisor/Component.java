package io.aula.devstack.supervisor;

import io.aula.devstack.process.Launch;
import java.time.Duration;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** One thing that runs: what it waits for, how it is prepared, and when it counts as healthy. */
record Component(
        String name,
        List<String> needs,
        int port,
        String version,
        Duration startWithin,
        Supplier<Launch> prepare,
        BooleanSupplier ready,
        Runnable onceReady) {

    Component {
        needs = List.copyOf(needs);
    }
}
