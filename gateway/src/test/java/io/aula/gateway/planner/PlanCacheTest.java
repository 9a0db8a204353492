package io.aula.gateway.planner;

import static org.assertj.core.api.Assertions.assertThat;

import io.aula.gateway.operation.Operation;
import io.aula.gateway.operation.OperationKind;
import io.aula.gateway.operation.SelectionSet;
import io.aula.gateway.plan.QueryPlan;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class PlanCacheTest {

    private static final QueryPlan PLAN = new QueryPlan(
            new Operation(OperationKind.QUERY, Optional.empty(), List.of(), SelectionSet.none()), Optional.empty());
    private static final PlanCache.Key KEY = new PlanCache.Key("{ a }", Optional.empty(), Set.of());

    @Test
    void plansOnceForManyAtTheSameTime() throws Exception {
        var cache = new PlanCache(10);
        var planned = new AtomicInteger();
        var start = new CountDownLatch(1);
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var i = 0; i < 50; i++) {
                threads.submit(() -> {
                    start.await();
                    return cache.get(KEY, () -> {
                        planned.incrementAndGet();
                        return PLAN;
                    });
                });
            }
            start.countDown();
        }
        assertThat(planned).hasValue(1);
    }

    @Test
    void keepsPlansOfOtherLabelsApart() {
        var cache = new PlanCache(10);
        var planned = new AtomicInteger();
        cache.get(KEY, () -> count(planned));
        cache.get(new PlanCache.Key("{ a }", Optional.empty(), Set.of("beta")), () -> count(planned));
        assertThat(planned).hasValue(2);
    }

    private static QueryPlan count(AtomicInteger planned) {
        planned.incrementAndGet();
        return PLAN;
    }
}
